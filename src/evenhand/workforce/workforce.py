"""Everything that a reading took, as one value, and the same as rows that a mirror can keep and compare."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from evenhand.workforce.people import (
    Absence,
    ActingUp,
    DisciplinaryWarning,
    Employment,
    Equality,
    FamilyLeave,
    OccupationalHealth,
    PensionQuote,
    Person,
)
from evenhand.workforce.proposals import Proposal
from evenhand.workforce.structure import AgencyWorkers, JobDescription, PayScale, Post, School, TermDates, Union, Vacancy

SPECIAL_CATEGORY = frozenset({"equality", "absences", "family_leave", "occupational_health"})


@dataclass(frozen=True)
class Workforce:
    """A trust's schools, posts, people and contracts, and what is proposed for them, each by its key, in the order of keys.

    Everybody here is here with all their contracts. `posts` also holds those of people who were left out, so that filled posts can be counted.
    The tables in `SPECIAL_CATEGORY` hold facts on health, pregnancy, disability and origin.
    """

    schools: Mapping[str, School]
    posts: Mapping[str, Post]
    people: Mapping[str, Person]
    equality: Mapping[str, Equality]
    employments: Mapping[str, Employment]
    job_descriptions: Mapping[str, JobDescription]
    pay_scales: Mapping[str, PayScale]
    absences: Mapping[str, Absence]
    family_leave: Mapping[str, FamilyLeave]
    occupational_health: Mapping[str, OccupationalHealth]
    warnings: Mapping[str, DisciplinaryWarning]
    acting_up: Mapping[str, ActingUp]
    pension_quotes: Mapping[str, PensionQuote]
    vacancies: Mapping[str, Vacancy]
    agency_workers: Mapping[str, AgencyWorkers]
    unions: Mapping[str, Union]
    term_dates: Mapping[str, TermDates]
    proposals: Mapping[str, Proposal]

    def employments_of(self, payroll_number: str) -> tuple[Employment, ...]:
        """All contracts of a person, in the order of contract numbers; none for somebody unknown or left out."""
        return self._employments_by_person.get(payroll_number, ())

    def post_of(self, employment: Employment) -> Post:
        """The post that the contract fills."""
        return self.posts[employment.post_id]

    def establishment_of(self, employment: Employment) -> School:
        """Where the contract is worked: the school of its post, or the central team. Not decided here: whether it is one establishment in law."""
        return self.schools[self.post_of(employment).school]

    @cached_property
    def _employments_by_person(self) -> Mapping[str, tuple[Employment, ...]]:
        found: dict[str, tuple[Employment, ...]] = {}
        for employment in self.employments.values():
            found[employment.payroll_number] = (*found.get(employment.payroll_number, ()), employment)
        return found


def workforce_rows(workforce: Workforce) -> Iterator[tuple[str, str, Any]]:
    """
    Every fact as (table, key, plain value), in one order and one spelling whatever the files looked like: equal workforces give equal rows.

    Days are ISO text; money and other decimals are text without needless zeros.
    """
    for table in fields(workforce):
        for key, value in sorted(getattr(workforce, table.name).items()):
            yield table.name, key, _plain(value)


def workforce_from(rows: Iterable[tuple[str, str, Any]]) -> Workforce:
    """The workforce that these rows are of, whatever their order. Raises ValueError where a row is not one that `workforce_rows` gives."""
    tables: dict[str, dict[str, Any]] = {}
    for table, key, value in sorted(rows, key=lambda row: row[:2]):
        tables.setdefault(table, {})[key] = value
    hints = get_type_hints(Workforce, include_extras=True)
    return Workforce(**{table.name: TypeAdapter(hints[table.name]).validate_python(tables.get(table.name, {})) for table in fields(Workforce)})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
