"""The days of a seat as iCalendar (RFC 5545): each says that something is due, and neither what nor about whom, for calendars are shared."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from evenhand.procedure.duties import Duty, State
from evenhand_web.pages.duties_seen import duties_of
from evenhand_web.pages.sight import Sight


def due_days(sight: Sight) -> dict[date, int]:
    """The days on which this seat's office owes something, with how many things."""
    owed = [one for matter in sight.changes() for one in duties_of(matter) if _is_mine(one, sight)]
    return {day: sum(one.due_on == day for one in owed) for day in sorted({one.due_on for one in owed if one.due_on})}


def _is_mine(owed: Duty, sight: Sight) -> bool:
    return owed.state is not State.DISCHARGED and owed.owner is sight.seat.office


def as_icalendar(days: dict[date, int], seat_key: str, now: datetime, address: str) -> str:
    """The calendar file. `seat_key` makes each event's own name, the same at every reading, so that programs update it."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Evenhand//EN", *_events(days, seat_key, now, address), "END:VCALENDAR", ""])


def _events(days: dict[date, int], seat_key: str, now: datetime, address: str) -> Iterator[str]:
    for day, number in days.items():
        yield from (
            "BEGIN:VEVENT",
            f"UID:{sha256(f'{seat_key} {day}'.encode()).hexdigest()[:32]}@evenhand",
            f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:Evenhand: {number} due",
            f"URL:{address}",
            "END:VEVENT",
        )
