"""What a letter is, before it is Word or PDF: who writes to whom, on which day, and blocks of text. Pure data, and every text is as somebody typed it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar, cast

from evenhand.canonical.heads import Receipt

T = TypeVar("T")

LANGUAGE = "en-GB"


class LetterCannotBeMade(ValueError):
    """A letter lacks what it must say. `problems` holds each reason as a sentence that says what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Paragraph:
    """Text; a line break in it is one on the page."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading below the letter's subject, which is the only one of the first level."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Bullets:
    """A list whose order means nothing."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class KeyFacts:
    """What a reader must not miss: each a label and its value, before the text that explains them."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under one header row. `widths` are shares of the page, one a column; `numbers` the columns that are figures; `total`: the last row is one."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    total: bool = False

    def __post_init__(self) -> None:
        if len({len(self.header), len(self.widths), *map(len, self.rows)}) != 1:
            raise ValueError(f"the table '{self.caption}' has rows of different lengths")


Block = Paragraph | Heading | Bullets | KeyFacts | Table


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: the name as it is to be written, and the lines of the address; none where it is read on screen or given by hand."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """The named person who answers questions: what they do, and at least one of telephone and e-mail."""

    name: str
    role: str
    telephone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Correspondence:
    """What no act holds: names and addresses. `signed_by` is the name of whoever does the act; `names` gives the names behind trust-wide ids.

    Raises LetterCannotBeMade with every name, telephone or e-mail that is missing.
    """

    to: Addressee
    signed_by: str
    contact: Contact
    sent_from: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems = []
        if not self.to.name.strip():
            problems.append("The letter has no name to go to. Give the name of the person or union it is for.")
        if not self.signed_by.strip():
            problems.append("Nobody signs the letter. Give the name of whoever does this step.")
        if not self.contact.name.strip() or not (self.contact.telephone.strip() or self.contact.email.strip()):
            problems.append("The letter names nobody to talk to. Give a name, and a telephone number or an e-mail address.")
        if problems:
            raise LetterCannotBeMade(problems)


@dataclass(frozen=True)
class OnRecord:
    """The receipt of the act that a final letter carries out, and the web address at which its holder checks it: that is what the QR code holds."""

    receipt: Receipt
    check_at: str


@dataclass(frozen=True)
class Letter:
    """A letter ready to be rendered. Without `on_record` it is a preview: a blank stands where the receipt and its code will."""

    trust: str
    sent_from: tuple[str, ...]
    to: Addressee
    written_on: date
    reference: str
    subject: str
    greeting: str
    blocks: tuple[Block, ...]
    sign_off: tuple[str, ...]
    on_record: OnRecord | None = None

    @property
    def is_preview(self) -> bool:
        """Whether the step that it carries out is not on record yet."""
        return self.on_record is None

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return f"Preview: {self.subject}" if self.is_preview else self.subject

    def final(self, receipt: Receipt, check_at: str) -> "Letter":
        """The same letter with its receipt. Nothing else in it changes."""
        return replace(self, on_record=OnRecord(receipt, check_at))


# Neither XML nor PDF can hold these. A tab and a line feed stay.
_NO_PAGE_HOLDS = re.compile("[\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def as_typed(value: T) -> T:
    """The same text, tuple or part of a letter with every text as a page can hold it: what neither format can hold stands as U+FFFD."""
    if isinstance(value, str):
        return cast("T", _NO_PAGE_HOLDS.sub("\ufffd", _LINE_ENDS.sub("\n", value)))
    if isinstance(value, tuple):
        return cast("T", tuple(as_typed(each) for each in value))
    if is_dataclass(value) and not isinstance(value, type | Receipt):
        changed: dict[str, Any] = {each.name: as_typed(getattr(value, each.name)) for each in fields(value)}
        return cast("T", replace(value, **changed))
    return value


_OTHER_DIRECTION = frozenset({"R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI", "PDF", "PDI"})


def apart(name: str) -> str:
    """A name to stand inside a sentence. One written from right to left, or with marks that turn text round, is kept from turning the sentence."""
    turns = any(unicodedata.bidirectional(character) in _OTHER_DIRECTION for character in name)
    return f"\u2068{name}\u2069" if turns else name
