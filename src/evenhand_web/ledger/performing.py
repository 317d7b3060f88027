"""Performing a batch: judged under the locked head on all that was ever acknowledged, appended whole or not at all, signed, and only then acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import transaction

from evenhand.calendars.london import london_day
from evenhand.calendars.words import day_in_words
from evenhand.canonical.heads import Receipt, SignedHead
from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.audience_of_a_matter import may_know_of
from evenhand.procedure.context import Folded
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.judge import Judgement, judge
from evenhand_web.config import clock
from evenhand_web.ledger import erasure, grants, hooks, reading
from evenhand_web.ledger.appending import append, locked_head
from evenhand_web.ledger.commands import NotThisCommand, asked_before, command_for
from evenhand_web.ledger.differing import differences
from evenhand_web.ledger.folds import FOLDS, folded
from evenhand_web.ledger.models import Command, Head
from evenhand_web.ledger.receipts import receipts_for
from evenhand_web.ledger.signing import require_carrying_on, require_keys_of, signed_head

CLOCK_MAY_BE_BEHIND = timedelta(minutes=5)


class ClockBehind(Exception):
    """The clock is further behind the last act than clocks drift; nothing is recorded until it is right."""


@dataclass(frozen=True)
class Shown:
    """What a form showed: a digest of the figures and answers that its reader could see, and as of how many acts and which moment."""

    digest: str
    size: int
    at: datetime


@dataclass(frozen=True)
class Recorded:
    """The batch is in the ledger at these positions, and `head`, which covers it, is in the outside log."""

    positions: range
    head: SignedHead

    @cached_property
    def acts(self) -> tuple[Act[Any], ...]:
        """The acts, read back from what was stored."""
        return tuple(reading.acts(reading.positions(self.positions.start, self.positions.stop)))

    @cached_property
    def receipts(self) -> tuple[Receipt, ...]:
        """A receipt for each act."""
        return receipts_for(self.positions)


@dataclass(frozen=True)
class Refused:
    """Nothing was recorded; the judgement has every reason. See `procedure.refusing` for how they are told."""

    judgement: Judgement


@dataclass(frozen=True)
class Conflict:
    """Nothing was recorded: what the form showed is no longer so. `differs` says in sentences what changed, as far as this person may know it."""

    differs: tuple[str, ...]
    judgement: Judgement


def preview(batch: Sequence[Draft[Any]], *, seat: Seat) -> tuple[Judgement, Shown]:
    """What would become of the batch now, and what to hand back with it when it is sent."""
    with FOLDS.lock:
        known, now = FOLDS.up_to_now(_matters(batch)), clock.now()
        judgement = _judged(batch, known, seat, now)
    return judgement, Shown(judgement.digest(seat), known.size, now)


def perform(batch: Sequence[Draft[Any]], *, command_id: str, seat: Seat, shown: Shown | None = None) -> Recorded | Refused | Conflict:
    """
    Record the batch, or say why not. `command_id` was minted with the form: sent again it gets its first answer, and its receipts if they were missing.

    Of a matter that the seat may not know of it answers as if there were none; a code is minted by the site, so that nobody learns of one by taking it.
    A command that was refused or in conflict recorded nothing, and is judged afresh. Raises NotThisCommand where the id was used for something else,
    ClockBehind, CannotErase, WillNotSign, KeyMissing, RecordDamaged; then nothing is acknowledged. Not to be called inside a transaction.
    """
    command = command_for(batch, command_id, seat)
    with FOLDS.lock:
        FOLDS.up_to_now(grants.matters_to_fold(batch))  # the long part of reading, before anybody is made to wait
        with transaction.atomic(durable=True):
            outcome = _performed(batch, command, seat, shown)
    if not isinstance(outcome, range):
        return outcome
    erasure.scrub_if_erased(batch)
    return Recorded(outcome, signed_head())


def _performed(batch: Sequence[Draft[Any]], command: Command, seat: Seat, shown: Shown | None) -> range | Refused | Conflict:
    """The positions of the batch, written in the transaction that is open."""
    head = locked_head()
    require_carrying_on(head, batch)
    if known := asked_before(command):
        return known
    now = moment_after(head.last_recorded_at)
    known_now = FOLDS.extended(grants.matters_to_fold(batch), head)
    judgement = _judged(batch, known_now, seat, now)
    if shown and judgement.digest(seat) != shown.digest:
        return Conflict(differences(_as_shown(batch, shown, seat), judgement, seat), judgement)
    if judgement.refused:
        return Refused(judgement)
    require_keys_of([one.act for one in judgement.judged], head)
    erasure.require_erasable(judgement, now)
    command.position = head.size
    append(judgement.judged, head=head, command=command, now=now)
    erasure.erase_what_it_names(judgement)
    grants.write(judgement.judged, known_now)
    with grants.folded_in(judgement.judged, known_now):
        hooks.appended.send(sender=Command, judged=judgement.judged, known=known_now)
    return range(command.position, command.position + command.acts)


def moment_after(last: datetime | None) -> datetime:
    """This moment, or, if the clock is a little behind, the one after the last act's: two batches never share one. Raises ClockBehind."""
    now = clock.now()
    if last is None or now > last:
        return now
    if last - now > CLOCK_MAY_BE_BEHIND:
        raise ClockBehind(
            f"The clock says {_in_words(now)}, and the last act was recorded at {_in_words(last)}. Set the clock right: no act is recorded before the last."
        )
    return last + timedelta(microseconds=1)


def _in_words(moment: datetime) -> str:
    return f"{moment:%H:%M:%S} UTC on {day_in_words(moment.date())}"


def _matters(batch: Sequence[Draft[Any]]) -> set[str]:
    return {draft.matter for draft in batch}


def _as_shown(batch: Sequence[Draft[Any]], shown: Shown, seat: Seat) -> Judgement:
    """The judgement that the form showed, worked out again."""
    then = folded(_matters(batch), size=min(shown.size, Head.objects.get().size))
    return _judged(batch, then, seat, shown.at)


def _judged(batch: Sequence[Draft[Any]], known: Folded, seat: Seat, now: datetime) -> Judgement:
    """The batch judged on what this person may know of: where she may not know of a matter, in the words of one that does not exist."""
    hidden = {code for code, fold in known.matters.items() if fold.acts and not may_know_of(seat, *_views(known, code, now))}
    if any(draft.kind.opens_matter for draft in batch if draft.matter in hidden):
        raise NotThisCommand("A matter cannot be opened under that code. Take another.")
    there = {code: Fold() if code in hidden else fold for code, fold in known.matters.items()}
    return judge(batch, replace(known, matters=there), today=london_day(now), now=now)


def _views(known: Folded, code: str, now: datetime) -> tuple[Dossier, Dossier]:
    return Dossier(known.matters[code]), known.context(code, london_day(now), now).bearing
