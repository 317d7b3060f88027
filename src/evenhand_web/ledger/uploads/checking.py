"""Looking a file through: what it is by its content, every reason why it is not taken, and what whoever opens it should know."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from evenhand.procedure.acts import Evidence
from evenhand_web.ledger.files import kept_file
from evenhand_web.ledger.uploads import office, pdf, pictures, text
from evenhand_web.ledger.uploads.limits import LARGEST_FILE_BYTES, MOST_ATTACHMENTS, size_in_words
from evenhand_web.ledger.uploads.names import cleaned_name, ending_of

Problems = Callable[[bytes], Iterator[str]]


class File(Protocol):
    """A file as Django hands it over, or any opened for reading bytes."""

    name: str | None

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: under which name, its bytes and type, and in sentences what whoever opens it should know."""

    name: str
    content: bytes
    media_type: str
    told: tuple[str, ...] = ()


class UploadRefused(ValueError):
    """The file is not taken. `problems` has every reason, each a sentence that names the file, its size and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Kind:
    """A type of file that is taken: how people call it, the endings that its name may have, its media type, and what is looked for in it."""

    called: str
    endings: tuple[str, ...]
    media_type: str
    problems: Problems = lambda content: iter(())
    told: Problems = lambda content: iter(())


def checked(file: File) -> Upload:
    """
    The file, if it may be kept. Its type is told by its content; an ending that belongs to no type is left, and the right one put behind it.

    Raises UploadRefused with every reason why not. No more of it is read than a file may have.
    """
    name, content = cleaned_name(file.name or ""), file.read(LARGEST_FILE_BYTES + 1)
    size = getattr(file, "size", None) or len(content)
    kind, problems = _looked_through(name, content, size, inside_an_email=False)
    if kind is None or problems:
        raise UploadRefused([f"{name} ({size_in_words(size)}) {problem}." for problem in problems])
    named = name if ending_of(name) in kind.endings else f"{name}.{kind.endings[0]}"
    return Upload(named, content, kind.media_type, tuple(f"{named} ({size_in_words(size)}) {says}." for says in kind.told(content)))


def keep(upload: Upload) -> Evidence:
    """Keep the file; the answer is the evidence that an act can carry."""
    return kept_file(upload.name, upload.content)


def _looked_through(name: str, content: bytes, size: int, *, inside_an_email: bool) -> tuple[Kind | None, list[str]]:
    """What it is, and every reason why it is not taken, without the name and size that they begin with."""
    if not content:
        return None, ["is empty, so there is nothing to keep: choose the file again, or save it again first"]
    if len(content) > LARGEST_FILE_BYTES:
        return None, [f"is larger than the {size_in_words(LARGEST_FILE_BYTES)} that a file may have: save it smaller, or send it in parts"]
    kind = _kind_of(name, content)
    if kind is None or (kind is EMAIL and inside_an_email):
        return None, [f"is not of a type that is taken: send {TAKEN}"]
    problems = list(kind.problems(content))
    ending = ending_of(name)
    if ending in _ANY_ENDING - set(kind.endings):
        problems.append(f"is named as .{ending} and holds {kind.called}: if it is the file you meant, give its name the ending .{kind.endings[0]}")
    elif inside_an_email and ending in _RUN_WHEN_OPENED:  # sent by itself it gets the ending of what it is; in an e-mail it keeps its own
        problems.append("would run when it is opened: have its sender send what you need as a PDF")
    return kind, problems


def _kind_of(name: str, content: bytes) -> Kind | None:
    if content.startswith(pdf.BEGINS):
        return PDF
    if content.startswith(office.ARCHIVE):
        return _OFFICE.get(office.kind_of_archive(content) or "")
    if content.startswith(pictures.PNG):
        return PNG
    if content.startswith(pictures.JPEG):
        return JPEG
    return None if text.as_text(content) is None else _TEXTS.get(ending_of(name), TEXT)


def _email_problems(content: bytes) -> Iterator[str]:
    if not text.is_an_email(content):
        yield "is called an e-mail and does not begin as one: save it again from your mail program, or as a PDF"
        return
    try:
        attached = text.attachments(content)
    except text.Unreadable:
        yield "is an e-mail that cannot be looked into: save it from your mail program as a PDF"
        return
    if len(attached) > MOST_ATTACHMENTS:
        yield f"carries {len(attached)} files, and an e-mail may carry at most {MOST_ATTACHMENTS}: send them apart"
        return
    for given, inside in attached:
        name = cleaned_name(given)
        if inside is None:
            yield f"carries {name}, which cannot be looked into: save it from the e-mail and send it apart"
        else:
            _, problems = _looked_through(name, inside, len(inside), inside_an_email=True)
            yield from (f"carries {name} ({size_in_words(len(inside))}), which {problem}" for problem in problems)


def _told_of_a_table(content: bytes) -> Iterator[str]:
    return text.told_of_a_table(text.as_text(content) or "")


def _told_of_a_workbook(content: bytes) -> Iterator[str]:
    if number := office.formulas_in(content):
        yield f"has {number} formula{'s' if number > 1 else ''}, so what it shows can change when it is opened"


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
PDF = Kind("a PDF", ("pdf",), "application/pdf", pdf.pdf_problems)
WORD = Kind("a Word document", ("docx",), f"{_OPEN_XML}.wordprocessingml.document", office.office_problems)
EXCEL = Kind("an Excel workbook", ("xlsx",), f"{_OPEN_XML}.spreadsheetml.sheet", office.office_problems, _told_of_a_workbook)
PNG = Kind("a PNG picture", ("png",), "image/png", pictures.png_problems)
JPEG = Kind("a JPEG picture", ("jpg", "jpeg"), "image/jpeg", pictures.jpeg_problems)
TEXT = Kind("plain text", ("txt",), "text/plain")
TABLE = Kind("a table as text", ("csv",), "text/csv", told=_told_of_a_table)
EMAIL = Kind("an e-mail", ("eml",), "message/rfc822", _email_problems)
KINDS = (PDF, WORD, EXCEL, PNG, JPEG, TEXT, TABLE, EMAIL)
TAKEN = "a PDF, a Word document (.docx), an Excel workbook (.xlsx), a picture (.png or .jpg), text (.txt), a table (.csv) or an e-mail (.eml)"
_OFFICE = {"docx": WORD, "xlsx": EXCEL}
_TEXTS = {"txt": TEXT, "csv": TABLE, "eml": EMAIL}
_RUN_WHEN_OPENED = frozenset("bat cmd hta htm html js jse lnk mht mhtml ps1 reg scf sct sh shtml svg url vbe vbs wsf wsh xht xhtml".split())
_ANY_ENDING = frozenset(ending for kind in KINDS for ending in kind.endings)
