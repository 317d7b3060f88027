"""The outbox: filled in the transaction of the acts that cause it, and what each row came to. Sending is in `sending`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.dispatch import receiver

from evenhand.procedure.acts import Act
from evenhand.procedure.amending import Correct
from evenhand.procedure.context import Folded
from evenhand.procedure.fold import Dossier
from evenhand.procedure.judge import Judged
from evenhand_web.config import clock
from evenhand_web.ledger import hooks
from evenhand_web.notices.addressees import addressees, arrivals
from evenhand_web.notices.models import Outgoing, State

UNKNOWN_AFTER_A_RESTORE = "The record was brought back from a copy, so it is not known whether the e-mail left. Ask, or send it again."
NOT_SENT_YET = (State.QUEUED, State.SENDING)


def of_matter(matter: str) -> list[Outgoing]:
    """Every message of a matter, in the order of their letters."""
    return list(Outgoing.objects.filter(matter=matter).order_by("position", "code", "union"))


def of_letter(position: int) -> list[Outgoing]:
    """The messages about one letter, by the position of its act."""
    return list(Outgoing.objects.filter(position=position).order_by("code", "union"))


def came_back(outgoing: int, why: str) -> None:
    """Note that the message came back, and what the mail server said of it: whoever serves the letter has to serve it otherwise."""
    Outgoing.objects.filter(pk=outgoing, state__in=[State.SENT, State.SENDING]).update(state=State.FAILED, why=f"It came back: {why}")


def send_again(outgoing: int) -> bool:
    """Queue a message that did not get there once more, because a person decided so; False if it is in no such state."""
    again = {"state": State.QUEUED, "why": "", "attempts": 0, "next_try_at": clock.now()}
    return bool(Outgoing.objects.filter(pk=outgoing, state=State.FAILED).update(**again))


@receiver(hooks.appended, dispatch_uid="outbox")
def fill(judged: Sequence[Judged], known: Folded, **_: Any) -> None:
    """Queue a message for each addressee of each letter in the batch, and note what the batch says arrived or was withdrawn."""
    now, acts = clock.now(), [one.act for one in judged]
    Outgoing.objects.bulk_create(row for act in acts for row in _messages(act, Dossier(known.matters[act.matter]), now))
    for act in acts:
        _note_arrivals(act)
        if isinstance(act.body, Correct) and act.body.fields is None:
            Outgoing.objects.filter(position=act.body.corrects, state__in=[State.QUEUED, State.FAILED]).update(state=State.WITHDRAWN)


@receiver(hooks.restored, dispatch_uid="outbox")
def hold_what_may_have_left(**_: Any) -> None:
    """After a restore, send nothing by itself that was waiting when the copy was made: it may have been sent since."""
    Outgoing.objects.filter(state__in=NOT_SENT_YET).update(state=State.FAILED, why=UNKNOWN_AFTER_A_RESTORE)


def _messages(act: Act[Any], dossier: Dossier, now: datetime) -> Iterable[Outgoing]:
    return (Outgoing(position=act.position, matter=act.matter, code=to.code, union=to.union, queued_at=now, next_try_at=now) for to in addressees(act, dossier))


def _note_arrivals(act: Act[Any]) -> None:
    for letter, to in arrivals(act):
        waiting = Outgoing.objects.filter(matter=act.matter, position=letter, code=to.code, union=to.union).exclude(state=State.READ)
        waiting.update(state=State.READ, arrived_by=act.position, why="")
