"""What was sent in, looked through and read, in the words of `evenhand check`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile

from evenhand.workforce.files import UnreadableFile, text_of
from evenhand.workforce.reading import NothingToRead, Reading, read_exports, read_workbook
from evenhand.workforce.recognising import WORKBOOK_SUFFIXES
from evenhand.workforce.workbook_file import parts_of
from evenhand_web.ledger.uploads import UploadRefused, checked
from evenhand_web.ledger.uploads.limits import LARGEST_FILE_BYTES, size_in_words
from evenhand_web.ledger.uploads.names import cleaned_name
from evenhand_web.workforce.receiving import Files


class NotTaken(Exception):
    """What was sent is not kept; `problems` are sentences, every one at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


def looked_through(sent: Sequence["UploadedFile[bytes]"]) -> Files:
    """The files, by name, if each may be opened and they belong together. Raises NotTaken."""
    problems = list(_of_all_together(sent))
    files: Files = []
    for each in [] if problems else sent:
        try:
            upload = checked(each)
            files.append((upload.name, upload.content))
        except UploadRefused as fault:
            problems += _as_the_reader_says_it(each) or fault.problems
    if problems:
        raise NotTaken(problems)
    return files


def _of_all_together(sent: Sequence["UploadedFile[bytes]"]) -> Iterator[str]:
    names = [cleaned_name(each.name or "") for each in sent]
    if not sent:
        yield "Choose the workbook, or all the exports together."
    if len(sent) > 1 and any(_is_workbook(name) for name in names):
        yield "A workbook is read by itself. Send it alone, or save each of its sheets as CSV beside the other exports."
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield f"More than one file is called {', '.join(twice)}. Rename one, or leave it out."
    total = sum(each.size or 0 for each in sent)
    if len(sent) > 1 and total > LARGEST_FILE_BYTES:
        yield f"The files are {size_in_words(total)} together, and may be {size_in_words(LARGEST_FILE_BYTES)}. Export fewer columns or years."


def _as_the_reader_says_it(file: "UploadedFile[bytes]") -> list[str]:
    """Why whoever reads lists cannot read it either, which says more to the point what to do; nothing where only harm in it stops it."""
    name = cleaned_name(file.name or "")
    if (file.size or 0) > LARGEST_FILE_BYTES:
        return []
    file.seek(0)
    content = file.read()
    try:
        if _is_workbook(name):
            parts_of(content)
        else:
            with _as_folder([(name, content)]) as folder:
                text_of(folder / name)
    except UnreadableFile as fault:
        return [f"{name}: {fault}"]
    return []


@contextmanager
def read(files: Files, on: date) -> Iterator[Reading]:
    """What these files say, as of the day on which they came; exports lie in a folder of their own meanwhile. Raises NothingToRead."""
    name, content = files[0]
    if len(files) == 1 and _is_workbook(name):
        yield read_workbook(content, name, None, on)
    else:
        with _as_folder(files) as folder:
            yield read_exports(folder, None, on)


def why_nothing_was_read(fault: NothingToRead) -> list[str]:
    """Every reason, as `evenhand check` prints it."""
    told = [(each.file, each.says) for each in fault.problems] + [(each.file, each.says) for each in fault.not_recognised]
    return [f"{file}: {says}" for file, says in told]


@contextmanager
def _as_folder(files: Files) -> Iterator[Path]:
    with TemporaryDirectory(prefix="evenhand-") as named:  # which only this user of the machine can open
        folder = Path(named)
        for name, content in files:
            (folder / name).write_bytes(content)
        yield folder


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(WORKBOOK_SUFFIXES)
