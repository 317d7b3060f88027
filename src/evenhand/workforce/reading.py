"""Reads a workbook or a folder of exports: what an import would take, what it tidied on the way, and everything that it could not take."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evenhand.workforce.assembling import assembled
from evenhand.workforce.checks import CHECKS, key_of, told_twice
from evenhand.workforce.files import UnreadableFile
from evenhand.workforce.findings import Findings, Problem, Row, Source, Tidied
from evenhand.workforce.profiles import Profile, ProfileRefused, profiles_for
from evenhand.workforce.recognising import WORKBOOK_SUFFIXES, NotRecognised, files_in, missing_tables, recognised
from evenhand.workforce.recognising_sheets import position_of_proposal, recognised_sheets
from evenhand.workforce.rows import rows_of
from evenhand.workforce.schools import KnownSchools
from evenhand.workforce.tables import TABLES, required_tables
from evenhand.workforce.workbook import sheets_of
from evenhand.workforce.workbook_file import bytes_of
from evenhand.workforce.workbook_layout import workbook_profile
from evenhand.workforce.workforce import Workforce

_CANNOT_BE_LOOKED_AT = "It cannot be looked at: {}. Check who may read the folder that it is in."


class NothingToRead(ValueError):
    """Nobody can be taken from the source; `problems` holds every reason, `not_recognised` the files that are something else."""

    def __init__(self, problems: Iterable[Problem], not_recognised: Iterable[NotRecognised] = ()) -> None:
        self.problems = tuple(problems)
        self.not_recognised = tuple(not_recognised)
        super().__init__(" ".join(problem.says for problem in self.problems))


@dataclass(frozen=True)
class FileRead:
    """A file that was recognised: as which table, by which profile, how many rows it has and which of its headings nothing reads."""

    file: str
    table: str
    profile: str
    delimiter: str
    rows: int
    unread_headings: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What a workbook or a folder of exports holds, as far as it can be taken, and everything that should be known about the rest.

    `left_out` are payroll numbers; `left_out_proposals`, names; `places` says in which file and row something stands, by table of `TABLES` and key.
    `on` is the day past which nothing can have happened; with None, nothing was compared with a day. `sources` give the records as they stood.
    """

    workforce: Workforce
    taken: int
    tidied: tuple[Tidied, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[str, ...]
    left_out_proposals: tuple[str, ...]
    files: tuple[FileRead, ...]
    not_recognised: tuple[NotRecognised, ...]
    places: Mapping[tuple[str, str], str]
    on: date | None
    sources: tuple[Source, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nobody, no proposal and no file was left out. A single absence, warning or the like may have been."""
        return all(problem.leaves_out in ("row", "nothing") for problem in self.problems)

    def reasons(self, who: str) -> tuple[Problem, ...]:
        """Why somebody, by payroll number, or a proposal, by name, was left out."""
        return tuple(problem for problem in self.problems if problem.who == who and problem.leaves_out in ("person", "proposal"))

    def as_json(self) -> dict[str, Any]:
        """What `evenhand check --json` prints."""
        return {
            "taken": self.taken,
            "tidied": [asdict(each) for each in self.tidied],
            "problems": [asdict(each) for each in self.problems],
            "left_out": list(self.left_out),
            "left_out_proposals": list(self.left_out_proposals),
            "files": [asdict(each) for each in self.files],
            "not_recognised": [asdict(each) for each in self.not_recognised],
            "on": self.on.isoformat() if self.on else None,
        }


def read_exports(source: Path, profile: str | None = None, on: date | None = None) -> Reading:
    """
    Everything that a workbook, or the exports in a folder, say, person by person: each is taken with all their contracts, or left out with every reason.

    `profile` names the mapping profile (the path of one's own, ending in .yaml, does too); without it each file's is guessed from its headings. `on`
    is the day past which no absence can have begun; without it none is compared. Raises NothingToRead, with every reason, where nobody can be taken.
    """
    if _is_workbook(source):
        try:
            return read_workbook(bytes_of(source), source.name, profile, on)
        except UnreadableFile as fault:
            raise _nothing(source, str(fault)) from fault
    findings = Findings()
    return _reading(list(recognised(_folder(source), _profiles(profile), findings)), findings, on, "file")


def read_workbook(data: bytes, name: str, profile: str | None = None, on: date | None = None) -> Reading:
    """
    The same of a workbook's bytes; `name` is what problems call the file, where they are not of one of its sheets.

    Raises NothingToRead as `read_exports` does, and ModuleNotFoundError where python-calamine is not installed.
    """
    findings = Findings()
    try:
        sheets = sheets_of(data)
    except UnreadableFile as fault:
        raise _nothing(Path(name), str(fault)) from fault
    return _reading(list(recognised_sheets(sheets, _profiles(profile, workbook_profile()), findings)), findings, on, "sheet")


def _reading(files: list[Source | NotRecognised], findings: Findings, on: date | None, kind: str) -> Reading:
    sources = [each for each in files if isinstance(each, Source)]
    others = tuple(each for each in files if isinstance(each, NotRecognised))
    for table, says in missing_tables(sources, others, kind):
        findings.refuse_file(table.name, says)
    if any(table.name not in {source.table.name for source in sources} for table in required_tables()):
        raise NothingToRead(findings.problems, others)
    schools, rows, counts = _rows(sources, on, findings)
    for check in CHECKS:
        check(rows, findings)
    left_out, left_out_proposals = findings.left_out("person"), findings.left_out("proposal")
    workforce = assembled(rows, schools, left_out, left_out_proposals)
    return Reading(
        workforce=workforce,
        taken=len(workforce.people),
        tidied=tuple(findings.tidied),
        problems=tuple(sorted(findings.problems, key=_gravity)),
        left_out=tuple(sorted(left_out)),
        left_out_proposals=tuple(sorted(left_out_proposals)),
        files=tuple(_file_read(source, counts[source.file]) for source in {source.file: source for source in sources}.values()),
        not_recognised=others,
        places={(name, key_of(row)): row.place for name, each in rows.items() for row in each},
        on=on,
        sources=tuple(sources),
    )


def _is_workbook(source: Path) -> bool:
    try:
        return source.suffix.lower() in WORKBOOK_SUFFIXES and source.is_file()
    except OSError as fault:
        raise _nothing(source, _CANNOT_BE_LOOKED_AT.format(fault.strerror)) from fault


def _folder(folder: Path) -> Path:
    try:
        is_folder = folder.is_dir()
    except OSError as fault:
        raise _nothing(folder, _CANNOT_BE_LOOKED_AT.format(fault.strerror)) from fault
    if not is_folder and folder.exists():
        raise _nothing(folder, "This is a file. Name the folder that holds the exports, or a workbook that ends in .xlsx.")
    if not is_folder:
        raise _nothing(folder, f"There is no such {'workbook' if folder.suffix.lower() in WORKBOOK_SUFFIXES else 'folder'}.")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise _nothing(folder, "The folder cannot be opened. Check who may read it.")
    if not files_in(folder):
        raise _nothing(folder, "The folder is empty. Export the staff, contracts, posts and schools into it.")
    return folder


def _profiles(name: str | None, *before: Profile) -> tuple[Profile, ...]:
    try:
        return profiles_for(name, before)
    except ProfileRefused as fault:
        raise NothingToRead(Problem(str(name), None, None, None, says, "file") for says in fault.problems) from fault


def _nothing(folder: Path, says: str) -> NothingToRead:
    return NothingToRead([Problem(folder.name, None, None, None, says, "file")])


def _rows(sources: list[Source], on: date | None, findings: Findings) -> tuple[KnownSchools, dict[str, list[Row]], Counter[str]]:
    schools, rows, counts = KnownSchools(()), dict[str, list[Row]](), Counter[str]()
    for table in TABLES:
        found: list[Row] = []
        for source in (each for each in sources if each.table is table):
            read = list(rows_of(source, schools, on, findings))
            counts[source.file] += len(read)
            found += read
        rows[table.name] = told_twice(found, findings)
        if table.name == "schools":
            schools = KnownSchools(row.value for row in rows["schools"] if row.value)
        if table.is_required and not found:
            empty = next(source for source in sources if source.table is table)
            findings.refuse_file(empty.file, f"There are headings and no rows: none of the {table.name} is listed. Fill them in, or export them again.")
            raise NothingToRead(findings.problems)
    return schools, rows, counts


def _gravity(problem: Problem) -> tuple[int, str, int]:
    return ("file", "person", "proposal", "row", "nothing").index(problem.leaves_out), problem.file, problem.row or 0


def _file_read(source: Source, rows: int) -> FileRead:
    read = {*source.fit.positions.values(), *([position_of_proposal(source.fit.headings)] if source.proposal is not None else [])}
    unread = tuple(heading for position, heading in enumerate(source.fit.headings) if position not in read)
    return FileRead(source.file, source.table.name, source.fit.profile.name, source.fit.delimiter, rows, unread)
