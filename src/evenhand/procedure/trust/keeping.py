"""Keeping the record: erasing parts, declaring a restore, saying what was imported, closing each day's log of who read what."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import Field

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Found

_KEEPERS = HR | {Office.ADMINISTRATOR, Office.CHIEF_EXECUTIVE}


# The rest of the record is read through what these say: who holds which office, what is vacant, under which policy a change runs, which act
# confirms, disputes or corrects which; and whether the log of readings is whole. Without it no fold could be made again, so it is never erased. None
# says more of a person than an office.
NEVER_ERASED = frozenset(
    {"record.confirm", "record.dispute", "record.correct", "record.depart", "change.propose"}
    | {
        f"trust.{kind}"
        for kind in (
            "found",
            "introduce_key",
            "appoint",
            "end_office",
            "delegate",
            "recognise_union",
            "erase",
            "declare_restore",
            "list_vacancy",
            "close_vacancy",
            "close_reading_log",
        )
    }
)


class Place(Body):
    """One part of one act, by position in the ledger and place in the act."""

    position: int = Field(ge=0)
    part: int = Field(ge=0)


@act("trust.erase", by=HR, audience=Audience.TRUST, bears=True)
class Erase(Body):
    """These parts are erased, bytes and salts, and whatever was made from them. The act names numbers only; the proofs over them still stand."""

    parts: tuple[Place, ...] = Field(min_length=1)
    because: Words


class LostHead(Body):
    """A signed head that the ledger no longer leads to."""

    tree_size: int = Field(ge=0)
    root: Words


@act("trust.declare_restore", by=_KEEPERS, audience=Audience.TRUST, bears=True)
class DeclareRestore(Body):
    """The ledger was restored from a backup: how many acts it then held, on which day, and which signed heads were lost by it."""

    restored_to: int = Field(ge=0)
    restored_on: date
    lost_heads: tuple[LostHead, ...]
    because: Words


@act("trust.record_import", by=_KEEPERS, audience=Audience.MANAGEMENT)
class RecordImport(Body):
    """Staff, posts and calendars were imported: from what, how much was taken, and a digest of the mirror that it made."""

    source: Words
    taken: int
    left_out: int
    digest: Words
    said: dict[str, Any] = {}


@act("trust.close_reading_log", by=_KEEPERS, audience=Audience.MANAGEMENT)
class CloseReadingLog(Body):
    """The log of who read sensitive facts on a day is closed: how many readings it holds, and the digest (SHA-256, hex) of them. None is said as nought."""

    read_on: date
    readings: int = Field(ge=0)
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@sense(CloseReadingLog)
def days_are_closed_in_order(dossier: Dossier, draft: Draft[CloseReadingLog], context: Context) -> Iterator[str]:
    """Each day since the trust was founded is closed once, after it is over, and none is passed over."""
    day, next_day = draft.body.read_on, next_reading_log_to_close(dossier)
    if day >= context.today:
        yield f"{day_in_words(day)} is not over yet, so its log cannot be closed."
    if next_day is None:
        yield "The trust keeps no record yet, so there is no log to close."
    elif day < next_day:
        yield f"The log of {day_in_words(day)} needs no closing: it was closed before, or is of a day on which the trust kept no record."
    elif day > next_day:
        yield f"The log of {day_in_words(next_day)} comes first: close the days in their order."


def next_reading_log_to_close(trust: Dossier) -> date | None:
    """The first day whose log is not closed; None where the trust keeps no record yet."""
    closed = trust.ever(CloseReadingLog)
    founded = trust.ever(Found)
    if closed:
        return closed[-1].body.read_on + timedelta(days=1)
    return founded[0].happened_on if founded else None
