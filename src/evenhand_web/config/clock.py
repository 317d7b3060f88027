"""The only clock. The library takes days and moments as arguments; they come from here.

It is the machine's. Only in a demonstration does it run ahead or behind, by what a file beside the demonstration's data says.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from evenhand.calendars.london import london_day


class NotADemonstration(Exception):
    """What was asked for is done in a demonstration only, and this is none."""


def now() -> datetime:
    """This moment, in UTC; in a demonstration, the moment that its story has come to."""
    return datetime.now(UTC) + (_ahead() if settings.EVENHAND_DEMONSTRATION else timedelta())


def today() -> date:
    """The day that it is in London now."""
    return london_day(now())


def set_demonstration_to(moment: datetime) -> None:
    """Have the demonstration's clock show this moment now, and run on from there. Raises NotADemonstration."""
    if not settings.EVENHAND_DEMONSTRATION:
        raise NotADemonstration("Only a demonstration's clock can be set: nothing moves this one.")
    _offset_file().write_text(f"{(moment - datetime.now(UTC)).total_seconds()}\n")


def _ahead() -> timedelta:
    """By how much the demonstration's clock is ahead; read each time, because every process must follow when one of them starts the story again."""
    try:
        return timedelta(seconds=float(_offset_file().read_text()))
    except FileNotFoundError:
        return timedelta()


def _offset_file() -> Path:
    return Path(settings.DATA) / "demonstration-clock"
