"""Which files of a folder are exports, and of what: told by headings, never by file names, but that a proposal's files start with proposal-."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evenhand.workforce.files import UnreadableFile, first_records, records, text_of
from evenhand.workforce.findings import Findings, Source
from evenhand.workforce.profiles import Fit, Profile, best_fit
from evenhand.workforce.tables import Table, required_tables

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
PROPOSAL_PREFIX = "proposal-"


@dataclass(frozen=True)
class NotRecognised:
    """A file that no profile knows, and what it would need to be known. It is no error: people keep other things in folders."""

    file: str
    says: str
    nearest: str | None = None


def files_in(folder: Path) -> list[Path]:
    """The files of the folder in the order of their names; folders within it are not looked into, nor are hidden files."""
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def last_written_on(source: Path) -> date | None:
    """The day on which the workbook, or the newest export in the folder, was written, in UTC: it knows of nothing later. None where none can be seen."""
    try:
        paths = [path for path in files_in(source) if path.suffix.lower() in TEXT_SUFFIXES] if source.is_dir() else [source]
        written_at = [path.stat().st_mtime for path in paths]
    except OSError:  # reading it says why, with everything else that is wrong
        return None
    return datetime.fromtimestamp(max(written_at), UTC).date() if written_at else None


def recognised(folder: Path, profiles: Iterable[Profile], findings: Findings) -> Iterator[Source | NotRecognised]:
    """Every file of the folder, recognised or not; one that cannot be read at all goes to the findings."""
    profiles = tuple(profiles)
    for path in files_in(folder):
        if path.suffix.lower() in WORKBOOK_SUFFIXES:
            yield NotRecognised(
                path.name, "A workbook is read by itself. Name it in place of the folder, or save each of its sheets as CSV beside the other exports."
            )
        elif path.suffix.lower() not in TEXT_SUFFIXES:
            yield NotRecognised(path.name, f"Only files ending in {', '.join(TEXT_SUFFIXES)} are read.")
        else:
            try:
                yield _source(path, profiles)
            except UnreadableFile as fault:
                findings.refuse_file(path.name, str(fault))


def _source(path: Path, profiles: tuple[Profile, ...]) -> Source | NotRecognised:
    is_proposal = path.stem.lower().startswith(PROPOSAL_PREFIX)
    fit = fit_of(path.name, first_records(text_of(path)), profiles, is_proposal=is_proposal)
    if isinstance(fit, NotRecognised):
        return fit
    delimiter = fit.delimiter
    return Source(path.name, fit, lambda: records(text_of(path), delimiter), proposal_name(path.stem, fit) if is_proposal else None)


def fit_of(file: str, firsts: Iterable[tuple[str, int, list[str]]], profiles: Iterable[Profile], *, is_proposal: bool) -> Fit | NotRecognised:
    """The best fit of a file or sheet with one of these first records for headings, or why it is not recognised. Raises UnreadableFile."""
    fit = best_fit(firsts, profiles, is_proposal=is_proposal)
    if fit is None:
        return NotRecognised(file, "No line near its top holds headings that a profile knows.")
    if fit.lacking:
        says = f"It comes nearest to {fit.table.name} as {fit.profile.name} writes it, and has no column for {fit.says_what_lacks}."
        return NotRecognised(file, says, fit.table.name)
    if fit.standing_twice:
        raise UnreadableFile(f"More than one column is headed {', '.join(fit.standing_twice)}, and nobody can say which counts. Take out or rename one.")
    return fit


def proposal_name(stem: str, fit: Fit) -> str:
    """What the file or sheet of that name, which starts with `PROPOSAL_PREFIX`, calls its proposal."""
    name = stem[len(PROPOSAL_PREFIX) :]
    ending = f"-{fit.table.ends_proposal_name}"
    return name[: -len(ending)] if fit.table.ends_proposal_name and name.lower().endswith(ending) else name


def missing_tables(sources: Iterable[Source], others: Iterable[NotRecognised], kind: str) -> Iterator[tuple[Table, str]]:
    """The tables without which nobody can be taken and that no file or sheet (the `kind`) lists, each with what to do."""
    listed = {source.table.name for source in sources}
    for table in required_tables():
        if table.name not in listed:
            near = " ".join(f"{each.file}: {each.says}" for each in others if each.nearest == table.name)
            needed = ", ".join(column.name.replace("_", " ") for column in table.columns if column.heading_needed)
            yield table, f"No {kind} lists the {table.name}, and without it nobody can be taken. {near or f'It needs columns for {needed}.'}"
