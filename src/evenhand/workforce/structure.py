"""What a trust is made of: schools and the central team, posts, jobs and their pay, vacancies, agency workers, unions, terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from evenhand.calendars.school_terms import ALL_SCHOOLS, Break, Term
from evenhand.workforce.kinds import (
    Count,
    FullTimeEquivalent,
    HoursPerWeek,
    JobCode,
    Needed,
    PayrollNumber,
    Percent,
    Pounds,
    SchoolName,
    SchoolNameOrAll,
    StaffGroup,
    WeeksPerYear,
)


@dataclass(frozen=True)
class School:
    """A school of the register, or the central team, which is in no register. Not decided here: whether each is one establishment in law."""

    name: str
    urn: str | None
    phase: str | None
    school_type: str | None
    trust: str | None
    is_central_team: bool = False


@dataclass(frozen=True)
class Post:
    """A place in the structure. `holders` are payroll numbers, also of people whom an import left out; none means vacant."""

    post_id: str
    school: SchoolName
    title: str
    staff_group: StaffGroup
    grade: str | None
    fte: FullTimeEquivalent | None
    jd_code: JobCode
    holders: Annotated[tuple[PayrollNumber, ...], Needed("heading")]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the post."""
        return not self.holders


@dataclass(frozen=True)
class Duty:
    """One duty of a job description and its weight in per cent, as the list of job descriptions has it."""

    jd_code: str
    title: str
    grade: str | None
    duty: str
    weight_percent: Percent


@dataclass(frozen=True)
class Essential:
    """One thing that whoever does a job must have."""

    jd_code: JobCode
    criterion: str


@dataclass(frozen=True)
class JobDescription:
    """A job: its duties, the weightiest first, and what is essential for it."""

    jd_code: str
    title: str
    grade: str | None
    duties: tuple[Duty, ...]
    essentials: tuple[str, ...]


@dataclass(frozen=True)
class PayScale:
    """What a job pays full time in a year, in pounds, for how many hours a week and weeks a year."""

    jd_code: JobCode
    title: str | None
    grade: str | None
    full_time_salary: Pounds
    full_time_hours: HoursPerWeek
    working_weeks: WeeksPerYear


@dataclass(frozen=True)
class Vacancy:
    """An open post of the trust, and the day on which it closes to applicants."""

    vacancy_id: str
    school: SchoolName
    title: str
    jd_code: JobCode
    grade: str | None
    hours_per_week: HoursPerWeek
    weeks_per_year: WeeksPerYear
    essentials: tuple[str, ...]
    closes_on: date


@dataclass(frozen=True)
class AgencyWorkers:
    """How many agency workers work where, at what and since when: s.188(4) asks all three."""

    school: SchoolName
    number: Count
    where: str
    work: str
    began_on: date | None


@dataclass(frozen=True)
class Union:
    """A recognised union: for which staff groups, at which schools, since when, and who represents it."""

    name: str
    staff_groups: Annotated[tuple[StaffGroup, ...], Needed("cell")]
    schools: Annotated[tuple[SchoolNameOrAll, ...], Needed("cell")]
    representative: str | None
    regional_officer: str | None
    recognised_on: date

    def is_recognised_for(self, post: Post) -> bool:
        """Whether the post is of a staff group and at a school for which the union is recognised."""
        return post.staff_group in self.staff_groups and not {ALL_SCHOOLS, post.school}.isdisjoint(self.schools)


@dataclass(frozen=True)
class TermDates:
    """One term at one school or at all, both ends included, and its half-term."""

    year: str
    schools: Annotated[tuple[SchoolNameOrAll, ...], Needed("cell")]
    term: str
    first_on: date
    last_on: date
    half_term_from_on: date | None
    half_term_to_on: date | None

    def terms(self) -> Iterator[Term]:
        """The term as the calendars know it, once for each school named."""
        half_term: tuple[Break, ...] = ()
        if self.half_term_from_on and self.half_term_to_on:
            half_term = (Break("half-term", self.half_term_from_on, self.half_term_to_on),)
        for school in self.schools:
            yield Term(self.year, self.term, self.first_on, self.last_on, half_term, school)
