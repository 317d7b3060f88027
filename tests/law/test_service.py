from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.law.era_1996.service import age_on, whole_months, whole_years

DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))


def test_a_school_year_is_a_year_of_service_only_with_both_its_days():
    assert whole_years(date(2025, 9, 1), date(2026, 8, 31)) == 1
    assert whole_years(date(2025, 9, 1), date(2026, 8, 30)) == 0


def test_a_month_is_over_on_the_eve_of_its_day_or_at_the_end_of_a_shorter_month():
    assert whole_months(date(2026, 1, 1), date(2026, 1, 31)) == 1
    assert whole_months(date(2026, 1, 1), date(2026, 1, 30)) == 0
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert whole_months(date(2026, 1, 31), date(2026, 2, 27)) == 0


def test_a_year_that_begins_on_29_february_is_over_at_the_end_of_the_next_february():
    assert whole_years(date(2024, 2, 29), date(2025, 2, 27)) == 0
    assert whole_years(date(2024, 2, 29), date(2025, 2, 28)) == 1
    assert whole_years(date(2024, 2, 29), date(2028, 2, 28)) == 4


def test_a_period_that_ends_before_it_begins_has_no_months():
    assert whole_months(date(2026, 9, 1), date(2026, 8, 31)) == 0
    assert whole_months(date(2026, 9, 1), date(2026, 8, 30)) < 0


def test_an_age_is_reached_as_the_birthday_begins():
    assert age_on(date(2026, 8, 31), born_on=date(1985, 9, 1)) == 40
    assert age_on(date(2026, 9, 1), born_on=date(1985, 9, 1)) == 41


def test_somebody_born_on_29_february_reaches_an_age_on_1_march_of_other_years():
    born_on = date(1984, 2, 29)
    assert age_on(date(2025, 2, 28), born_on) == 40
    assert age_on(date(2025, 3, 1), born_on) == 41
    assert age_on(date(2028, 2, 28), born_on) == 43
    assert age_on(date(2028, 2, 29), born_on) == 44


@given(DAYS, DAYS)
def test_one_more_day_of_service_never_takes_a_month_away(first: date, last: date):
    assert whole_months(first, last) <= whole_months(first, last + timedelta(days=1)) <= whole_months(first, last) + 1


@given(DAYS, st.integers(0, 50))
def test_on_the_eve_of_an_anniversary_the_years_are_whole_and_a_day_earlier_they_are_not(first: date, years: int):
    anniversary = date(first.year + years, 3, 1) if (first.month, first.day) == (2, 29) and (first.year + years) % 4 else first.replace(year=first.year + years)
    assert whole_years(first, anniversary - timedelta(days=1)) == years
    assert whole_years(first, anniversary - timedelta(days=2)) == years - 1
