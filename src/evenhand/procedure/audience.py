"""Who may see a part of an act: a pure function of the part, the matter's dossier and a person's seat.

An audience is a name stored with the part; who belongs to it on a day is worked out when it is read.
"""

from dataclasses import dataclass
from enum import StrEnum


class Office(StrEnum):
    """In what capacity a person acts. Employees need no appointment; every other office is given by an act in the trust matter."""

    HR_ADVISER = "hr_adviser"
    CONFIDENTIAL_HR = "confidential_hr"
    HEADTEACHER = "headteacher"
    CHIEF_EXECUTIVE = "chief_executive"
    TRUSTEE = "trustee"
    ASSESSOR = "assessor"
    UNION_REPRESENTATIVE = "union_representative"
    EMPLOYEE = "employee"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Audience(StrEnum):
    """For whom a part of an act is. `trust` everyone with a seat; `parties` management, and once announced the unions and people concerned;
    `person` HR, those who decide, and the one person it is about; `scores` as person, with the assessor; `hr`; `protected` special-category facts."""

    TRUST = "trust"
    PARTIES = "parties"
    PERSON = "person"
    SCORES = "scores"
    MANAGEMENT = "management"
    HR = "hr"
    IDENTITY = "identity"
    PROTECTED = "protected"


@dataclass(frozen=True)
class For:
    """Marks a field of an act as being for another audience than the act's own: `Annotated[str, For(Audience.HR)]`."""

    audience: Audience


MANAGEMENT = frozenset({Office.HR_ADVISER, Office.CONFIDENTIAL_HR, Office.HEADTEACHER, Office.CHIEF_EXECUTIVE, Office.TRUSTEE})
HR = frozenset({Office.HR_ADVISER, Office.CONFIDENTIAL_HR})
THE_OTHER_SIDE = frozenset({Office.UNION_REPRESENTATIVE, Office.EMPLOYEE})
BEFORE_IT_IS_ANNOUNCED = MANAGEMENT | {Office.AUDITOR}
DECIDERS = HR | {Office.HEADTEACHER, Office.CHIEF_EXECUTIVE}

# Offices that belong to an audience; parties and the person concerned are added by `may_see`. The auditor reads all but
# what is protected: why a person is protected is nobody's business but hers and the named HR advisers'.
_ALWAYS: dict[Audience, frozenset[Office]] = {
    Audience.TRUST: frozenset(Office),
    Audience.PARTIES: MANAGEMENT | {Office.AUDITOR},
    Audience.PERSON: DECIDERS | {Office.AUDITOR},
    Audience.SCORES: DECIDERS | {Office.ASSESSOR, Office.AUDITOR},
    Audience.MANAGEMENT: MANAGEMENT | {Office.AUDITOR},
    Audience.HR: HR | {Office.AUDITOR},
    Audience.IDENTITY: DECIDERS | {Office.ASSESSOR, Office.AUDITOR},
    Audience.PROTECTED: frozenset({Office.CONFIDENTIAL_HR}),
}

OF_THE_PERSON = frozenset({Audience.PERSON, Audience.SCORES, Audience.IDENTITY, Audience.PROTECTED})


@dataclass(frozen=True)
class Seat:
    """One person in one capacity. `code` is the person's code in the matter being read, if it has one."""

    person: str
    office: Office
    union: str | None = None
    code: str | None = None


def may_see(audience: Audience, about: str | None, seat: Seat, *, announced: bool, concerned: bool) -> bool:
    """Whether the seat belongs to the part's audience.

    `announced`: the matter has been announced; before that only management and the auditor see its parts. `concerned`: the seat's union is recognised
    for staff in the matter, or its holder is affected by it. A person sees what is about her, by her code or by her trust-wide id.
    """
    if seat.office in _ALWAYS[audience]:
        return announced or audience is Audience.TRUST or seat.office in BEFORE_IT_IS_ANNOUNCED
    if not announced:
        return False
    if audience is Audience.PARTIES:
        return concerned
    return audience in OF_THE_PERSON and seat.office is Office.EMPLOYEE and about is not None and about in (seat.code, seat.person)
