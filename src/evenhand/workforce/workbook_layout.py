"""Evenhand's own workbook as data: which sheets it has, under which headings, with which hints; and the same as a mapping profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evenhand.canonical.strict_yaml import read_yaml
from evenhand.workforce.profiles import Profile
from evenhand.workforce.tables import Column, Table, table_named

PROPOSAL_HEADING = "Proposal"
TO_CORRECT_HEADING = "What to correct"
READ_ME, COLUMN_GUIDE, LIST_OF_PROBLEMS = "Read me first", "What each column holds", "What to correct"
OWN_SHEETS = frozenset({READ_ME, COLUMN_GUIDE, LIST_OF_PROBLEMS})


@dataclass(frozen=True)
class Place:
    """One column of a sheet: its heading, its hint, whether every row must fill it, and the table's column; of the proposal's name there is none."""

    heading: str
    hint: str
    is_required: bool
    column: Column | None


@dataclass(frozen=True)
class SheetLayout:
    """One sheet: its name, what it lists in a sentence or two, its table and its columns in their order."""

    name: str
    says: str
    table: Table
    places: tuple[Place, ...]


@cache
def sheet_layouts() -> tuple[SheetLayout, ...]:
    """The sheets of the workbook that hold lists, in their order."""
    content = read_yaml(Path(__file__).with_name("workbook_layout.yaml"))
    proposal = Place(content["proposal"][0], content["proposal"][1], True, None)
    return tuple(_layout(each["sheet"], each["says"], table_named(each["table"]), each["columns"], proposal) for each in content["sheets"])


def _layout(name: str, says: str, table: Table, columns: Mapping[str, tuple[str, str]], proposal: Place) -> SheetLayout:
    by_name = {column.name: column for column in table.columns}
    places = [Place(heading, hint, by_name[name].cell_needed, by_name[name]) for name, (heading, hint) in columns.items()]
    return SheetLayout(name, says, table, tuple([proposal, *places] if table.unit == "proposal" else places))


def layout_of(table: Table) -> SheetLayout:
    """The sheet that lists the table."""
    return next(layout for layout in sheet_layouts() if layout.table is table)


@cache
def workbook_profile() -> Profile:
    """The headings of the workbook as a profile, to read it by."""
    headings = {layout.table.name: {place.column.name: (place.heading,) for place in layout.places if place.column is not None} for layout in sheet_layouts()}
    return Profile("workbook", "day-first", headings)
