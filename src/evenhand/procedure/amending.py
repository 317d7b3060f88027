"""The acts about other acts, the same in every matter: confirming, disputing and correcting what was recorded, and departing from policy."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from evenhand.procedure.acts import Body, act
from evenhand.procedure.audience import MANAGEMENT, Audience, Office

_ANYONE = frozenset(Office) - {Office.ADMINISTRATOR, Office.AUDITOR}
Words = Annotated[str, Field(min_length=1)]


@act("record.confirm", by=_ANYONE, audience=Audience.PARTIES, bears=True)
class Confirm(Body):
    """A second person, with evidence, or the recipient herself, confirms that reports or corrections are true."""

    positions: tuple[int, ...] = Field(min_length=1)


@act("record.correct", by=_ANYONE, audience=Audience.PARTIES, bears=True, reported=True)
class Correct(Body):
    """Another body, day or evidence stands in the place of an act's own; with no fields the act is withdrawn. Both stay in the record.

    The replacement's fields are stored as parts with the audiences of those that they replace; here they travel together.
    """

    corrects: int
    fields: dict[str, Any] | None = None
    happened_on: date | None = None
    because: Words


@act("record.dispute", by={Office.UNION_REPRESENTATIVE, Office.EMPLOYEE}, audience=Audience.PARTIES, bears=True)
class Dispute(Body):
    """Whom a report concerns says that it is not so: whoever else confirmed it, it no longer helps the trust until she confirms it herself."""

    position: int
    because: Words


@act("record.depart", by=MANAGEMENT, audience=Audience.PARTIES)
class Depart(Body):
    """The trust will not follow a rule of its policy here: which, for whom (`about` of the act; nobody means everyone), what instead, why, until when."""

    rule: Words
    until: date | None = None
    instead: Words
    because: Words


@act("record.review", by=MANAGEMENT, audience=Audience.PARTIES)
class Review(Body):
    """Someone looked again at an act that rests on a fact since corrected or learnt: which act, which rule, and what follows."""

    position: int
    rule: Words
    conclusion: Words


@act("record.review_in_confidence", by={Office.CONFIDENTIAL_HR}, audience=Audience.PROTECTED)
class ReviewInConfidence(Review):
    """The same, of a rule about a protected period: that it was asked at all would tell who is protected."""


__all__ = ["Confirm", "Correct", "Depart", "Dispute", "Review", "ReviewInConfidence", "Words"]
