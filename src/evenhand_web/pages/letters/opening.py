"""Opening a letter: its reader's own report that it arrived, today, on screen."""

from typing import Any

from evenhand.procedure.acts import Actor, Body, Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.change.consulting import AnswerUnion
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, ReplyServed, Section188Served
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, perform
from evenhand_web.pages.letters.delivered import Delivery
from evenhand_web.pages.letters.words import SCREEN
from evenhand_web.pages.sight import MatterSight


def opened(matter: MatterSight, delivery: Delivery, command_id: str) -> Recorded | Refused | Conflict:
    """Record that the seat has the letter. The same command sent again records nothing more. Raises NotThisCommand for an id used for something else."""
    seat = matter.seat
    draft: Draft[Any] = Draft(
        matter.code,
        arrival(delivery),
        Actor(seat.person, seat.office, seat.union),
        about=delivery.code,
        happened_on=matter.sight.on,
    )
    return perform([draft], command_id=command_id, seat=Seat(seat.person, seat.office, seat.union))


def arrival(delivery: Delivery) -> Body:
    """What its reader reports: that this letter arrived, read on screen."""
    letter = delivery.letter
    match letter.body:
        case ReleaseSection188():
            return Section188Served(union=letter.body.union, release=letter.position, channel=SCREEN)
        case AnswerUnion():
            return ReplyServed(letter=letter.position, union=delivery.union or "", channel=SCREEN)
        case ReleaseNotice():  # a notice is not served but given: by whoever released it, on the day on which it is read
            return NoticeGiven(letter=letter.position, ends_on=letter.body.ends_on, given_by=letter.actor.person)
    return LetterServed(letter=letter.position, channel=SCREEN)
