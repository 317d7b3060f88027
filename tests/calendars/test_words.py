from datetime import date

from evenhand.calendars.words import day_in_words


def test_a_day_is_written_with_its_weekday_and_without_a_leading_nought():
    assert day_in_words(date(2027, 5, 28)) == "Friday 28 May 2027"
    assert day_in_words(date(2026, 11, 2)) == "Monday 2 November 2026"


def test_every_weekday_and_month_has_its_own_name():
    assert [day_in_words(date(2026, 11, day)).split()[0] for day in range(2, 9)] == "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    months = "January February March April May June July August September October November December".split()
    assert [day_in_words(date(2026, month, 1)).split()[2] for month in range(1, 13)] == months
