"""The only clock. The library takes days and moments as arguments; they come from here."""

from datetime import UTC, date, datetime

from evenhand.calendars.london import london_day


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day that it is in London now."""
    return london_day(now())
