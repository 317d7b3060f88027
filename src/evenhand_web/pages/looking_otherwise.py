"""How somebody looks: as known at a position and as of a day, or through another's eyes. Kept in the session until she returns."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.procedure.audience import MANAGEMENT, Office, Seat

KEY = "looking"
# Those who may look through another's eyes: they see no more by it than they may see themselves.
MAY_VIEW_AS = MANAGEMENT | {Office.AUDITOR}


@dataclass(frozen=True)
class Looking:
    """`known_at` and `on` go together: what was known at the end of a day, of that day. `viewing_as`: the seat looked through."""

    known_at: int | None = None
    on: date | None = None
    viewing_as: Seat | None = None

    def keep(self, session: MutableMapping[str, Any]) -> None:
        """Look so from the next page on."""
        eyes = [self.viewing_as.person, self.viewing_as.office.value, self.viewing_as.union] if self.viewing_as else None
        session[KEY] = {"known_at": self.known_at, "on": self.on.isoformat() if self.on else None, "eyes": eyes}


def looking(session: MutableMapping[str, Any], seat: Seat) -> Looking:
    """How this seat looks now; as today and with its own eyes where nothing else was asked for, or where its office may not."""
    kept = session.get(KEY) or {}
    eyes = kept.get("eyes") if seat.office in MAY_VIEW_AS else None
    on = date.fromisoformat(kept["on"]) if kept.get("on") else None
    return Looking(kept.get("known_at") if on else None, on, Seat(eyes[0], Office(eyes[1]), eyes[2]) if eyes else None)
