"""The kinds of value that a column holds. A row's class is its table's schema: each field is a column, its type says what may stand there.

`| None` marks a column that may be blank or absent; a tuple, one cell that lists several, parted by semicolons.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal


@dataclass(frozen=True)
class Refers:
    """The value names a row of another table; several, where a cell may also say that it means all of them."""

    table: str
    or_all: bool = False


@dataclass(frozen=True)
class OneOf:
    """The value is one of a list in `words.yaml`, where stands how trusts write each."""

    words: str


@dataclass(frozen=True)
class Number:
    """A number and the range outside which it is refused."""

    of: str
    above: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True)
class Needed:
    """The column cannot be done without, though its type alone would allow it: the heading, or a value in every cell as well."""

    what: Literal["heading", "cell"]


PayrollNumber = Annotated[str, Refers("people")]
PostId = Annotated[str, Refers("posts")]
JobCode = Annotated[str, Refers("job_descriptions")]
SchoolName = Annotated[str, Refers("schools")]
SchoolNameOrAll = Annotated[str, Refers("schools", or_all=True)]

NoticeTerms = Annotated[Literal["teacher", "headteacher", "statutory"], OneOf("notice_terms")]
ContractType = Annotated[Literal["permanent", "fixed-term", "temporary", "casual"], OneOf("contract_type")]
StaffGroup = Annotated[Literal["teacher", "leader", "support"], OneOf("staff_group")]
LeaveKind = Annotated[Literal["pregnancy", "maternity", "adoption", "shared-parental", "neonatal", "paternity"], OneOf("leave_kind")]
Fate = Annotated[Literal["deleted", "changed", "kept", "transferred"], OneOf("fate")]

Pounds = Annotated[Decimal, Number("pounds", above=Decimal(0))]
PoundsOrNothing = Annotated[Decimal, Number("pounds", at_least=Decimal(0))]
FullTimeEquivalent = Annotated[Decimal, Number("full-time equivalent", above=Decimal(0), at_most=Decimal(1))]
HoursPerWeek = Annotated[Decimal, Number("hours a week", above=Decimal(0), at_most=Decimal(168))]
WeeksPerYear = Annotated[Decimal, Number("weeks a year", above=Decimal(0), at_most=Decimal(53))]
WorkingDays = Annotated[Decimal, Number("working days", at_least=Decimal(0))]
Percent = Annotated[Decimal, Number("per cent", at_least=Decimal(0), at_most=Decimal(100))]
Count = Annotated[int, Number("a whole number", at_least=Decimal(0))]
