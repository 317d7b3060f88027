"""Word and Excel files: that unpacking them does no harm, and that nothing in them acts or fetches something from elsewhere."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import normpath
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from evenhand_web.ledger.uploads.limits import MEGABYTE, MOST_MEMBERS, MOST_TIMES_SMALLER, MOST_UNPACKED_BYTES, SMALL_MEMBER_BYTES, size_in_words

ARCHIVE = b"PK\x03\x04"
_SAVE_AGAIN = "save it again from the program that made it"
_AS_PDF = "save it as a PDF and send that"
_ENCRYPTED = 0x1
_ARCHIVES = (ARCHIVE, b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0")
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")  # by what it holds: a part's name need not say that it is XML
_ACTIVE = re.compile(
    r"vbaproject|vbadata|macrosheet|macroenabled|activex|oleobject|externallink|/embeddings/|customui|afchunk|connections\.xml|querytable", re.IGNORECASE
)
_LINKED_FIELD = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.IGNORECASE)
_A_PAGE = re.compile(r"(https?|mailto|tel):|#", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
_OF_WORD, _OF_EXCEL = "word/document.xml", "xl/workbook.xml"


class Unreadable(Exception):
    """It cannot be looked through further; the message is the problem."""


def kind_of_archive(content: bytes) -> str | None:
    """'docx' or 'xlsx' by what is inside; None for any other archive."""
    try:
        names = set(ZipFile(BytesIO(content)).namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return "docx" if _OF_WORD in names else "xlsx" if _OF_EXCEL in names else None


def office_problems(content: bytes) -> Iterator[str]:
    """Why this Word or Excel file is not taken. What unpacking would harm is found before anything is unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        found = list(_of_the_archive(archive.infolist(), len(content)))
        yield from found
        if not found:
            try:
                yield from _of_what_is_inside(archive)
            except Unreadable as why:
                yield str(why)


def formulas_in(content: bytes) -> int:
    """How many cells of a workbook are worked out when it is opened."""
    with ZipFile(BytesIO(content)) as archive:
        sheets = [member for member in archive.infolist() if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")]
        return sum(1 for sheet in sheets for tag, _, _ in _elements(_unpacked(archive, sheet)) if tag == "f")


def _of_the_archive(members: list[ZipInfo], size: int) -> Iterator[str]:
    if len(members) > MOST_MEMBERS:
        yield f"has {len(members):,} files packed inside it, and may have at most {MOST_MEMBERS:,}: {_AS_PDF}"
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED_BYTES:
        yield f"unpacks to {size_in_words(unpacked)}, and may unpack to at most {size_in_words(MOST_UNPACKED_BYTES)}: {_AS_PDF}"
    if any(_packed_too_well(member) for member in members):
        yield f"has a part packed to less than a {MOST_TIMES_SMALLER}th of its size, as harmful files have: {_AS_PDF}"
    names = [member.filename.lower() for member in members]
    if len({normpath(name.replace("\\", "/")) for name in names}) < len(names) or sum(member.compress_size for member in members) > size:
        yield f"has the same part packed inside it twice: {_SAVE_AGAIN}"
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names):
        yield f"has a part inside it that would unpack somewhere else: {_SAVE_AGAIN}"
    if any(member.flag_bits & _ENCRYPTED for member in members):
        yield "is locked, so nobody can check what is in it: save a copy without a password"
    if any(_ACTIVE.search(name) for name in names):
        yield f"has a macro, a control, a link or another file inside it: {_AS_PDF}"


def _packed_too_well(member: ZipInfo) -> bool:
    return member.file_size > SMALL_MEMBER_BYTES and member.file_size > MOST_TIMES_SMALLER * max(member.compress_size, 1)


def _of_what_is_inside(archive: ZipFile) -> Iterator[str]:
    found: dict[str, None] = {}
    for member in archive.infolist():
        content = _unpacked(archive, member)
        if content.startswith(_ARCHIVES):
            found[f"has another packed file inside it: {_AS_PDF}"] = None
        elif content.lstrip()[:3].startswith(_XML) and not member.filename.lower().endswith(".vml"):
            found |= dict.fromkeys(_of_a_part(member.filename, content))
    yield from found


def _of_a_part(name: str, content: bytes) -> Iterator[str]:
    fields = []
    for tag, told, says in _elements(content):
        if _ACTIVE.search(told.get("ContentType" if name == "[Content_Types].xml" else "Type", "")):  # whatever the part itself is called
            yield f"has a macro, a control, a link or another file inside it: {_AS_PDF}"
        if tag == "Relationship" and _leads_elsewhere(told) and not _only_clicked(told):
            yield f"fetches something from elsewhere when it is opened: {_AS_PDF}"
        if tag == "instrText":
            fields.append(says)
        if tag == "fldChar":
            fields.append("\n")
        if tag == "fldSimple":
            fields += ["\n", *(value for key, value in told.items() if key.endswith("instr")), "\n"]
    if _LINKED_FIELD.search("".join(fields)):
        yield f"fetches something from elsewhere when it is opened: {_AS_PDF}"


def _leads_elsewhere(told: dict[str, str]) -> bool:
    return told.get("TargetMode", "Internal").lower() != "internal" or bool(_ELSEWHERE.match(told.get("Target", "")))


def _only_clicked(told: dict[str, str]) -> bool:
    """Whether it leads to a page that a person opens by a click, and nothing is fetched before."""
    return told.get("Type", "").endswith("/hyperlink") and bool(_A_PAGE.match(told.get("Target", "")))


def _unpacked(archive: ZipFile, member: ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as fault:
        raise Unreadable(f"is damaged inside: {_SAVE_AGAIN}") from fault


def _elements(content: bytes) -> Iterator[tuple[str, dict[str, str], str]]:
    """Each element of the XML by its local name, with what stands in it. A document type, by which XML can be made to grow without end, is not read."""
    found: list[tuple[str, dict[str, str], list[str]]] = []
    parser = ParserCreate()

    def begin(tag: str, told: dict[str, str]) -> None:
        found.append((tag.rpartition(":")[2], told, []))

    def refuse(*declared: object) -> None:
        raise Unreadable(f"has a declaration inside it that no Office program writes: {_SAVE_AGAIN}")

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    parser.CharacterDataHandler = lambda said: found[-1][2].append(said) if found else None
    try:
        for start in range(0, len(content), MEGABYTE):
            parser.Parse(content[start : start + MEGABYTE], False)
            yield from ((tag, told, "".join(said)) for tag, told, said in found[:-1])
            del found[:-1]
        parser.Parse(b"", True)
    except ExpatError as fault:
        raise Unreadable(f"is damaged inside: {_SAVE_AGAIN}") from fault
    yield from ((tag, told, "".join(said)) for tag, told, said in found)
