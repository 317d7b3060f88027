"""A person, their contracts, and what is recorded of them: each class is one row as a trust's systems export it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from evenhand.workforce.kinds import (
    ContractType,
    FullTimeEquivalent,
    HoursPerWeek,
    JobCode,
    LeaveKind,
    Needed,
    NoticeTerms,
    PayrollNumber,
    PostId,
    Pounds,
    PoundsOrNothing,
    SchoolName,
    WeeksPerYear,
    WorkingDays,
)


@dataclass(frozen=True)
class Person:
    """Somebody whom the trust employs, by the payroll number that is theirs throughout the trust.

    `service_from` is the continuous service date as recorded. Not decided here: whether that record is right in law.
    """

    payroll_number: str
    first_name: str
    last_name: str
    date_of_birth: date
    service_from: date
    started_on: date | None
    title: str | None
    preferred_name: str | None
    job_title: str | None
    staff_code: str | None
    school: SchoolName | None
    pension_scheme: str | None

    @property
    def name(self) -> str:
        """First and last name, as they stand in a letter."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True)
class Equality:
    """What somebody said of themselves for equality monitoring, in the words of the record. Special-category: it has an audience of its own."""

    payroll_number: PayrollNumber
    gender: str | None
    ethnicity: str | None
    disability: str | None


@dataclass(frozen=True)
class StaffEntry(Person):
    """A row of a staff list, which mixes a person with their equality facts. The National Insurance number only shows who may be listed twice."""

    ni_number: str | None
    gender: str | None
    ethnicity: str | None
    disability: str | None


@dataclass(frozen=True)
class Employment:
    """One contract of one person: what dismissal, notice, pay and slots attach to. Pay is the actual annual salary in pounds.

    `ends_on` is None where no end is recorded; of a fixed term that means not recorded, not endless.
    """

    contract_number: str
    payroll_number: PayrollNumber
    post_id: PostId
    role: str | None
    contract_type: ContractType
    starts_on: date
    ends_on: Annotated[date, Needed("heading")] | None
    fte: FullTimeEquivalent
    hours_per_week: HoursPerWeek | None
    weeks_per_year: WeeksPerYear | None
    grade: str | None
    annual_salary: Pounds
    notice_terms: NoticeTerms
    school: SchoolName | None


@dataclass(frozen=True)
class Absence:
    """One absence, in the category of the system that recorded it, which is not a policy's. `ends_on` None: still away, or never closed.

    Not decided here: which of two absences that overlap is right. Both are here, and their days must not be added up unseen.
    """

    payroll_number: PayrollNumber
    starts_on: date
    ends_on: Annotated[date, Needed("heading")] | None
    working_days_lost: WorkingDays | None
    absence_type: str
    illness_category: str | None
    notes: str | None


@dataclass(frozen=True)
class FamilyLeave:
    """A pregnancy or family leave of which the employer knows. Not decided here: whether a protected period runs."""

    payroll_number: PayrollNumber
    leave_kind: LeaveKind
    employer_told_on: date | None
    birth_or_due_on: date | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class OccupationalHealth:
    """What an occupational health report says of disability and adjustments. Special-category."""

    payroll_number: PayrollNumber
    reported_on: date
    disability_confirmed: bool
    adjustments: str | None


@dataclass(frozen=True)
class DisciplinaryWarning:
    """A warning, the day it was issued and the day it expires."""

    payroll_number: PayrollNumber
    level: str
    issued_on: date
    expires_on: Annotated[date, Needed("heading")] | None


@dataclass(frozen=True)
class ActingUp:
    """Somebody doing another job for the time being, beside the contract that they hold."""

    payroll_number: PayrollNumber
    jd_code: JobCode
    began_on: date
    reason: str | None


@dataclass(frozen=True)
class PensionQuote:
    """What the pension fund says that somebody's leaving on a day would cost the employer, in pounds, and until when it stands by it."""

    payroll_number: PayrollNumber
    scheme: str
    leaving_on: date
    strain: PoundsOrNothing
    quoted_on: date
    valid_until_on: date
