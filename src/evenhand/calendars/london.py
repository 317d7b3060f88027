"""Which day it is in London at a moment: reckoned from the rule, so that it is the same on a machine without time zone files."""

from datetime import UTC, date, datetime, timedelta


def london_day(moment: datetime) -> date:
    """The day in London at an aware moment.

    Summer Time Act 1972 s.1(2), as amended by SI 2002/262: one hour ahead of Greenwich from 1 am on the last Sunday in March to 1 am on the last
    Sunday in October. Raises ValueError for a moment without a zone, or before the rule.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} does not say in which zone it is")
    greenwich = moment.astimezone(UTC)
    if greenwich.year < 2002:
        raise ValueError(f"{greenwich.isoformat()} is before the rule by which London's days are reckoned here")
    in_summer = _last_sunday_at_one(greenwich.year, 3) <= greenwich < _last_sunday_at_one(greenwich.year, 10)
    return (greenwich + timedelta(hours=1) if in_summer else greenwich).date()


def _last_sunday_at_one(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
