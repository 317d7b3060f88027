"""Which sheets of a workbook list what: told by their headings, as files are. One sheet may hold several proposals, named row by row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from evenhand.workforce.cells import tidy_text
from evenhand.workforce.files import ROWS_LOOKED_AT_FOR_HEADINGS, UnreadableFile
from evenhand.workforce.findings import Findings, Problem, Source
from evenhand.workforce.profiles import Fit, Profile, heading_of
from evenhand.workforce.recognising import PROPOSAL_PREFIX, NotRecognised, fit_of, proposal_name
from evenhand.workforce.words import likeness
from evenhand.workforce.workbook import Records, Sheet, is_blank
from evenhand.workforce.workbook_layout import OWN_SHEETS, PROPOSAL_HEADING, TO_CORRECT_HEADING

_MERGED_SHOWN = 3


def recognised_sheets(sheets: Iterable[Sheet], profiles: Sequence[Profile], findings: Findings) -> Iterator[Source | NotRecognised]:
    """Every sheet, recognised or not, but Evenhand's own instructions and empty lists that are not required; what cannot be read goes to the findings."""
    for sheet in sheets:
        if sheet.why_not_read:
            yield NotRecognised(sheet.name, sheet.why_not_read)
        elif sheet.records:
            try:
                yield from _sources(sheet.name, sheet, _without_own_column(sheet.records), profiles, findings)
            except UnreadableFile as fault:
                findings.refuse_file(sheet.name, str(fault))


def _sources(name: str, sheet: Sheet, records: Records, profiles: Sequence[Profile], findings: Findings) -> Iterator[Source | NotRecognised]:
    firsts = [("", number, cells) for number, cells in islice(records, ROWS_LOOKED_AT_FOR_HEADINGS) if len(cells) > 1]
    named_by_sheet = name.lower().startswith(PROPOSAL_PREFIX)
    has_column = any(position_of_proposal(cells) is not None for _, _, cells in firsts)
    fit = fit_of(name, firsts, profiles, is_proposal=named_by_sheet or has_column)
    if isinstance(fit, NotRecognised) and has_column and not named_by_sheet:
        fit = fit_of(name, firsts, profiles, is_proposal=False)
    if isinstance(fit, NotRecognised):
        if name not in OWN_SHEETS:
            yield fit
        return
    rows = [(number, cells) for number, cells in records if number > fit.heading_row]
    if not rows and not fit.table.is_required:
        return
    _refuse_merged(sheet, fit)
    position = position_of_proposal(fit.headings)
    if fit.table.unit != "proposal":
        yield _source(name, fit, rows, None)
    elif position is None:
        yield _source(name, fit, rows, proposal_name(name, fit))
    else:
        yield from _by_proposal(name, fit, rows, position, findings)


def _by_proposal(name: str, fit: Fit, rows: Records, position: int, findings: Findings) -> Iterator[Source]:
    """One source for each proposal that the rows name. A row that names none may belong to any of them, so that none of them can be taken as whole."""
    names: dict[str, str] = {"": ""}
    found: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for number, cells in rows:
        text, _ = tidy_text(str(cells[position]) if position < len(cells) else "")
        names.setdefault(likeness(text), text)
        found[likeness(text)].append((number, cells))
    named: list[str | None] = [*filter(None, names.values())]
    for number, _ in found.get("", ()):
        for proposal in named or [None]:
            says = "The row does not say to which proposal it belongs, so that no proposal on this sheet can be taken as whole. Name its proposal."
            findings.problems.append(Problem(name, number, PROPOSAL_HEADING, None, says, "proposal", proposal))
    yield from (_source(name, fit, rows_of_it, names[key]) for key, rows_of_it in found.items())


def _source(name: str, fit: Fit, rows: Records, proposal: str | None) -> Source:
    return Source(name, fit, lambda: iter(rows), proposal)


def _refuse_merged(sheet: Sheet, fit: Fit) -> None:
    among_rows = [each for each in sheet.merged if each.last_row >= fit.heading_row]
    if among_rows:
        shown = ", ".join(each.says for each in among_rows[:_MERGED_SHOWN]) + (" and more" if len(among_rows) > _MERGED_SHOWN else "")
        raise UnreadableFile(
            f"Cells are merged ({shown}), and only the first of them holds what all of them show. Select the sheet, choose Unmerge Cells, "
            "and write what belongs into each cell."
        )


def _without_own_column(records: Records) -> Records:
    """The records without the column in which Evenhand wrote what is to be corrected."""
    firsts = (cells for _, cells in islice(records, ROWS_LOOKED_AT_FOR_HEADINGS))
    position = next((position for cells in firsts for position, cell in enumerate(cells) if cell == TO_CORRECT_HEADING), None)
    if position is None:
        return records
    without = [(number, [*cells[:position], *cells[position + 1 :]]) for number, cells in records]
    return [(number, cells) for number, cells in without if not all(map(is_blank, cells))]


def position_of_proposal(cells: Sequence[str]) -> int | None:
    """Where the column stands that names the proposal of each row, if there is one."""
    wanted = likeness(PROPOSAL_HEADING)
    return next((position for position, cell in enumerate(cells) if likeness(heading_of(cell)) == wanted), None)
