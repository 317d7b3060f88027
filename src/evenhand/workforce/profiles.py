"""Mapping profiles: under which headings a system exports what, as data in `profiles/*.yaml`, and which of them a file's headings fit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from evenhand.canonical.strict_yaml import parse_yaml, read_yaml
from evenhand.workforce.dates import DateOrder
from evenhand.workforce.tables import TABLES, Table, table_named
from evenhand.workforce.words import likeness

FOLDER = Path(__file__).with_name("profiles")
REQUIRED_MARK = " (required)"  # what the template adds to the heading of a column that must be filled; no part of the heading


class ProfileRefused(ValueError):
    """There is no such profile, or it says what no profile can; `problems` holds each fault in a sentence."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True)
class Profile:
    """How one system exports: for each table and column the headings it may stand under, and whether days come before months."""

    name: str
    dates: DateOrder
    headings: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Fit:
    """How a file's headings fit one table as one profile writes it: where each column stands, and which needed ones stand nowhere."""

    profile: Profile
    table: Table
    delimiter: str
    heading_row: int
    headings: tuple[str, ...]
    positions: Mapping[str, int]
    lacking: tuple[str, ...]

    @property
    def worth(self) -> tuple[bool, int, int, int]:
        """What makes one fit better than another: nothing lacking, more columns found, earlier headings, a profile that knows fewer ways to write them."""
        ways = sum(map(len, self.profile.headings[self.table.name].values()))
        return not self.lacking, len(self.positions), -self.heading_row, -ways

    @property
    def says_what_lacks(self) -> str:
        """The columns that stand nowhere, with the headings that they might have."""
        known = self.profile.headings[self.table.name]
        return "; ".join(f"{column.replace('_', ' ')} (headed {', '.join(known[column])})" for column in self.lacking)

    @property
    def standing_twice(self) -> tuple[str, ...]:
        """Headings that are read and that more than one column bears, so that nobody can say which counts."""
        count = Counter(map(likeness, self.headings))
        return tuple(self.headings[position] for position in self.positions.values() if count[likeness(self.headings[position])] > 1)


def profiles_for(name: str | None, before: tuple[Profile, ...] = ()) -> tuple[Profile, ...]:
    """
    The profiles to guess among, those `before` first: all of them, or, for the tables that the named one maps, that one alone.

    The name may also be the path of a profile of one's own, ending in .yaml. Raises ProfileRefused.
    """
    known_ones = (*before, *_built_in())
    if name is None:
        return known_ones
    named = _from(Path(name).stem, _content(Path(name))) if name.endswith(".yaml") else next((each for each in known_ones if each.name == name), None)
    if named is None:
        known = ", ".join(profile.name for profile in known_ones)
        raise ProfileRefused([f"There is no profile {name}. There are {known}; or give the path of a profile of your own, ending in .yaml."])
    return (named, *(_without(profile, named.headings) for profile in known_ones if profile.name != named.name))


def best_fit(first_records: Iterable[tuple[str, int, list[str]]], profiles: Iterable[Profile], *, is_proposal: bool) -> Fit | None:
    """The table and profile that one of the first records fits best as headings, with what is lacking; None where not two headings are known."""
    fits = (
        fit
        for delimiter, number, cells in first_records
        for profile in profiles
        for table_name in profile.headings
        if (table_named(table_name).unit == "proposal") == is_proposal
        and len((fit := _fit(profile, table_named(table_name), delimiter, number, cells)).positions) > 1
    )
    return max(fits, key=lambda fit: fit.worth, default=None)


def heading_of(cell: str) -> str:
    """The heading in the cell, on one line and without the template's mark."""
    return " ".join(cell.split()).removesuffix(REQUIRED_MARK)


def _fit(profile: Profile, table: Table, delimiter: str, number: int, cells: list[str]) -> Fit:
    headings = tuple(map(heading_of, cells))
    at = {likeness(heading): position for position, heading in reversed(list(enumerate(headings)))}
    known = profile.headings[table.name]
    positions = {column: at[likeness(heading)] for column, headings in known.items() for heading in reversed(headings) if likeness(heading) in at}
    lacking = tuple(column.name for column in table.columns if column.heading_needed and column.name not in positions)
    return Fit(profile, table, delimiter, number, headings, positions, lacking)


@cache
def _built_in() -> tuple[Profile, ...]:
    return tuple(_from(path.stem, read_yaml(path)) for path in sorted(FOLDER.glob("*.yaml")))


def _content(path: Path) -> Any:
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), path.name)
    except (OSError, ValueError) as fault:
        raise ProfileRefused([f"The profile {path.name} cannot be read: {getattr(fault, 'strerror', None) or fault}."]) from fault


def _from(name: str, content: Any) -> Profile:
    if faults := list(_faults(name, content)):
        raise ProfileRefused(faults)
    everywhere = content.get("in_every_table", {})
    headings = {
        table: {column.name: (*columns.get(column.name, ()), *everywhere.get(column.name, ())) for column in table_named(table).columns}
        for table, columns in content["tables"].items()
    }
    return Profile(name, content["dates"], headings)


def _faults(name: str, content: Any) -> Iterator[str]:
    if not isinstance(content, dict) or not isinstance(content.get("tables"), dict):
        yield f"The profile {name} has no tables: under `tables`, name each table and under it the headings of each column."
        return
    if content.get("dates") not in get_args(DateOrder):
        yield f"The profile {name} says {content.get('dates')!r} for `dates`: it must be one of {', '.join(get_args(DateOrder))}."
    known = {table.name: {column.name for column in table.columns} for table in TABLES}
    for table, columns in {**content["tables"], "in_every_table": content.get("in_every_table", {})}.items():
        has = known.get(table, set().union(*known.values()))
        if table not in (*known, "in_every_table"):
            yield f"The profile {name} maps {table}, which is no table. There are {', '.join(known)}."
        elif not isinstance(columns, dict) or not all(isinstance(each, list) for each in columns.values()):
            yield f"The profile {name} must give {table} a list of headings for each column."
        elif unknown := sorted(set(columns) - has):
            yield f"The profile {name} maps {', '.join(unknown)} of {table}, which it has not. It has {', '.join(sorted(has))}."


def _without(profile: Profile, tables: Iterable[str]) -> Profile:
    return Profile(profile.name, profile.dates, {name: columns for name, columns in profile.headings.items() if name not in set(tables)})
