"""What the text of a sheet's part tells of its cells that their values do not: formulas, errors, how numbers are shown; and how far the sheet reaches."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from evenhand.workforce.files import UnreadableFile

LIMIT_CELLS = 1_000_000
LIMIT_ELEMENTS = 4 * LIMIT_CELLS  # a cell is seldom more than four: itself, its formula, its value, a share of its row
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAMAGED = "The workbook is damaged: one of its parts cannot be read ({}). Open it in Excel and save it again."
_NOUGHTS = re.compile("0{2,}")
_BUILT_IN_PERCENT = {"9": "0%", "10": "0.00%"}
Place = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """What the part tells of one cell: whether a formula stands in it and has a result, the error that it shows, and its number's format."""

    is_formula: bool
    has_result: bool
    error: str | None
    number_format: str


@dataclass
class SheetScan:
    """The cells, by row and column from nought, of which the part tells something; and how many rows and columns the sheet reaches over."""

    told: dict[Place, Told] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The name of the part of each sheet, by the sheet's name. Raises UnreadableFile where the workbook does not say."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation_id = next((value for key, value in attributes.items() if _local(key) == "id"), "")
            sheets.append((attributes.get("name", ""), relation_id))

    _parse(parts["xl/workbook.xml"], sheet)
    _parse(parts.get("xl/_rels/workbook.xml.rels", b""), relation)
    return {name: targets[relation_id] for name, relation_id in sheets if relation_id in targets}


def counts_from_1904(parts: Mapping[str, bytes]) -> bool:
    """Whether the workbook counts days from 1904, as old ones from a Macintosh do."""
    found: list[str] = []
    _parse(parts["xl/workbook.xml"], lambda name, attributes: found.append(attributes.get("date1904", "")) if name == "workbookPr" else None)
    return any(each in ("1", "true") for each in found)


def number_formats(parts: Mapping[str, bytes]) -> list[str]:
    """The format of numbers of each style, in the order in which cells name them, where it changes how one is read: per cent, or filled up with noughts."""
    codes, styles, inside = dict(_BUILT_IN_PERCENT), list[str](), [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside[0] = True
        elif name == "xf" and inside[0]:
            code = codes.get(attributes.get("numFmtId", ""), "")
            styles.append(code if "%" in code or _NOUGHTS.fullmatch(code) else "")

    def end(name: str) -> None:
        if name == "cellXfs":
            inside[0] = False

    if "xl/styles.xml" in parts:
        _parse(parts["xl/styles.xml"], start, end)
    return styles


def scanned(part: bytes, formats: Sequence[str]) -> SheetScan:
    """What the part of a sheet tells. Raises UnreadableFile for a damaged one."""
    reader = _SheetReader(formats)
    _parse(part, reader.start, reader.end, reader.text)
    return reader.scan


class _SheetReader:
    def __init__(self, formats: Sequence[str]) -> None:
        self.scan = SheetScan()
        self.formats = formats
        self.elements = 0
        self.row = self.column = -1
        self.kind, self.style, self.shows = "n", 0, ""
        self.is_formula = self.holds_something = self.collects = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > LIMIT_ELEMENTS:
            raise ValueError(f"it holds more than {LIMIT_ELEMENTS:,} elements")
        if name == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif name == "c":
            self.row, self.column = _place(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
            self.kind, self.style, self.shows = attributes.get("t", "n"), int(attributes.get("s", "0")), ""
            self.is_formula = self.holds_something = False
        elif name in ("f", "v", "is"):
            self.holds_something = True
            self.is_formula = self.is_formula or name == "f"
            self.collects = name == "v"

    def text(self, text: str) -> None:
        if self.collects:
            self.shows += text

    def end(self, name: str) -> None:
        if name == "v":
            self.collects = False
        elif name == "c" and self.holds_something:
            self._take()

    def _take(self) -> None:
        if not (0 <= self.row < _MOST_ROWS and 0 <= self.column < _MOST_COLUMNS):
            raise ValueError("a cell lies outside every sheet")
        self.scan.rows, self.scan.columns = max(self.scan.rows, self.row + 1), max(self.scan.columns, self.column + 1)
        number_format = self.formats[self.style] if self.style < len(self.formats) else ""
        error = self.shows if self.kind == "e" else None
        if self.is_formula or error or number_format:
            has_result = bool(self.shows) or self.kind == "str"
            self.scan.told[self.row, self.column] = Told(self.is_formula, has_result, error, number_format)


def _place(reference: str) -> Place:
    found = _PLACE.fullmatch(reference)
    if not found:
        raise ValueError(f"a cell is called {reference[:20]}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_doctype(*_: Any) -> None:
    raise ValueError("it declares a type of document, which no workbook does")


def _parse(part: bytes, start: Any, end: Any = None, text: Any = None) -> None:
    """Handlers get names without their prefixes; a part that declares entities is refused before any is read."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise UnreadableFile(_DAMAGED.format(fault)) from fault
