"""The only clock. The library takes days and moments as arguments; they come from here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def london_day(moment: datetime) -> date:
    """The day that it is in London at a moment: in summer it begins an hour before that of UTC."""
    return moment.astimezone(LONDON).date()
