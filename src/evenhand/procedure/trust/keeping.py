"""Keeping the record: erasing parts, declaring a restore, saying what was imported."""

from datetime import date
from typing import Any

from pydantic import Field

from evenhand.procedure.acts import Body, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office

_KEEPERS = HR | {Office.ADMINISTRATOR, Office.CHIEF_EXECUTIVE}


# The rest of the record is read through what these say: who holds which office, what is vacant, under which policy a change runs, which act
# confirms, disputes or corrects which. Without it no fold could be made again, so it is never erased. None says more of a person than an office.
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
