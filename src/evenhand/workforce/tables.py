"""Every table that is read: its rows' class, what makes two rows the same thing, which days come in order, and what a bad row leaves out."""

import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from evenhand.workforce import people, proposals, structure
from evenhand.workforce.kinds import Needed

Unit = Literal["person", "proposal", "row"]


_Mark = TypeVar("_Mark")


@dataclass(frozen=True)
class Column:
    """One column: its type with the marks of its kind, whether a cell lists several, and whether a cell or at least the heading must be there."""

    name: str
    type: Any
    marks: tuple[Any, ...]
    lists: bool
    cell_needed: bool
    heading_needed: bool

    def mark(self, kind: type[_Mark]) -> _Mark | None:
        """The mark of that kind, if the column's type bears one."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


@dataclass(frozen=True)
class Table:
    """One table. What a row that cannot be read leaves out is its unit.

    A person is left out wherever the fact bears on whether, when or at what price they can lose the job: their own row, a contract, family leave
    (first call on vacancies), occupational health (adjustments), acting up (which pool). An absence, a warning or a pension quote that cannot be
    read is left out alone and told: it could only count against the person, or is asked for again before anything is paid.
    A proposal is left out whole: with a row missing, its counts would be wrong.
    """

    name: str
    row_type: type
    key: tuple[str, ...]
    unit: Unit = "row"
    is_required: bool = False
    in_order: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    happened: str | None = None
    ends_proposal_name: str | None = None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns, as the fields of the rows' class declare them; a field with a default is worked out and not read."""
        hints = get_type_hints(self.row_type, include_extras=True)
        return tuple(_column(field.name, hints[field.name]) for field in fields(self.row_type) if field.default is MISSING)


def _column(name: str, hint: Any) -> Column:
    optional = get_origin(hint) in (typing.Union, types.UnionType)
    if optional:
        hint = next(each for each in get_args(hint) if each is not type(None))
    hint, marks = _unmarked(hint)
    lists = get_origin(hint) is tuple
    if lists:
        hint, inner = _unmarked(get_args(hint)[0])
        marks += inner
    needed = {mark.what for mark in marks if isinstance(mark, Needed)}
    cell_needed = "cell" in needed or not (optional or lists)
    return Column(name, hint, marks, lists, cell_needed, cell_needed or "heading" in needed)


def _unmarked(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(hint) is typing.Annotated:
        inner, *marks = get_args(hint)
        return inner, tuple(marks)
    return hint, ()


TABLES = (
    Table("schools", structure.School, ("name",), is_required=True),
    Table("job_descriptions", structure.Duty, ("jd_code", "duty")),
    Table("essentials", structure.Essential, ("jd_code", "criterion")),
    Table("pay_scales", structure.PayScale, ("jd_code",)),
    Table("posts", structure.Post, ("post_id",), is_required=True),
    Table(
        "people",
        people.StaffEntry,
        ("payroll_number",),
        "person",
        is_required=True,
        in_order=(("date_of_birth", "service_from"), ("date_of_birth", "started_on")),
    ),
    Table("contracts", people.Employment, ("contract_number",), "person", is_required=True, in_order=(("starts_on", "ends_on"),)),
    Table("family_leave", people.FamilyLeave, ("payroll_number", "leave_kind", "birth_or_due_on", "starts_on"), "person", in_order=(("starts_on", "ends_on"),)),
    Table("occupational_health", people.OccupationalHealth, ("payroll_number", "reported_on"), "person"),
    Table("acting_up", people.ActingUp, ("payroll_number", "jd_code", "began_on"), "person"),
    Table(
        "absences",
        people.Absence,
        ("payroll_number", "starts_on", "ends_on", "absence_type", "illness_category"),
        in_order=(("starts_on", "ends_on"),),
        happened="starts_on",
    ),
    Table("warnings", people.DisciplinaryWarning, ("payroll_number", "level", "issued_on"), in_order=(("issued_on", "expires_on"),), happened="issued_on"),
    Table("pension_quotes", people.PensionQuote, ("payroll_number", "scheme", "leaving_on"), in_order=(("quoted_on", "valid_until_on"),), happened="quoted_on"),
    Table("vacancies", structure.Vacancy, ("vacancy_id",)),
    Table("agency_workers", structure.AgencyWorkers, ("school", "where", "work", "began_on")),
    Table("unions", structure.Union, ("name",)),
    Table(
        "term_dates",
        structure.TermDates,
        ("year", "schools", "term"),
        in_order=(("first_on", "half_term_from_on"), ("half_term_from_on", "half_term_to_on"), ("half_term_to_on", "last_on"), ("first_on", "last_on")),
        together=(("half_term_from_on", "half_term_to_on"),),
    ),
    Table("headcount", proposals.HeadcountCut, ("school", "jd_code"), "proposal", ends_proposal_name=""),
    Table("fates", proposals.PostFate, ("post_id",), "proposal", ends_proposal_name="current"),
    Table("new_posts", proposals.NewPosts, ("new_post_id",), "proposal", ends_proposal_name="new"),
    Table("matches", proposals.JobMatch, ("old_jd_code", "new_jd_code"), "proposal", ends_proposal_name="matches"),
)


def table_named(name: str) -> Table:
    """The table of that name. Raises KeyError for a name that is none."""
    return {table.name: table for table in TABLES}[name]


def required_tables() -> Iterator[Table]:
    """The tables without which no person can be taken whole."""
    return (table for table in TABLES if table.is_required)
