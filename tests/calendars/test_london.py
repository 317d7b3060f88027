from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from evenhand.calendars.london import london_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_midnight_in_london_is_an_hour_earlier_in_summer(moment: datetime, day: date):
    assert london_day(moment) == day


def test_it_agrees_with_the_time_zone_files_at_every_seventh_hour_of_thirty_years():
    moment, london = datetime(2002, 1, 1, tzinfo=UTC), ZoneInfo("Europe/London")
    while moment.year < 2032:
        assert london_day(moment) == moment.astimezone(london).date()
        moment += timedelta(hours=7)


def test_a_moment_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="zone"):
        london_day(datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None))


def test_a_moment_before_the_rule_is_an_error():
    with pytest.raises(ValueError, match="before the rule"):
        london_day(datetime(2001, 12, 31, tzinfo=UTC))
