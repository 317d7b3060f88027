from datetime import date, timedelta

import holidays
import pytest

from evenhand.calendars.bank_holidays import bank_holidays_in_england
from evenhand.calendars.known import NotKnown

ENGLAND = bank_holidays_in_england()
DAYS = [holiday.on for holiday in ENGLAND.days]
YEARS = range(2010, 2029)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6

MOVED = {date(2012, 5, 28): date(2012, 6, 4), date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
EXTRA = {
    date(2011, 4, 29): "Wedding of Prince William",
    date(2012, 6, 5): "Diamond Jubilee of Queen Elizabeth II",
    date(2022, 6, 3): "Platinum Jubilee of Queen Elizabeth II",
    date(2022, 9, 19): "State funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of King Charles III",
}


def easter_sunday(year):
    """Western Easter by the anonymous Gregorian computus."""
    golden, century, in_century = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day_index = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day_index + 1)


def monday_from(day):
    return day + timedelta(days=-day.weekday() % 7)


def last_monday(year, month):
    return monday_from(date(year, month, 25))


def new_years_day(year):
    first = date(year, 1, 1)
    return first if first.weekday() < SATURDAY else monday_from(first)


def christmas_and_boxing_day(year):
    christmas = date(year, 12, 25)
    christmas_to, boxing_to = {FRIDAY: (25, 28), SATURDAY: (27, 28), SUNDAY: (27, 26)}.get(christmas.weekday(), (25, 26))
    return christmas.replace(day=christmas_to), christmas.replace(day=boxing_to)


def by_arithmetic(year):
    """Name to day, as the Act, the common law and the yearly proclamations have it when nothing special happens."""
    christmas, boxing = christmas_and_boxing_day(year)
    usual = {
        "New Year's Day": new_years_day(year),
        "Good Friday": easter_sunday(year) - timedelta(days=2),
        "Easter Monday": easter_sunday(year) + timedelta(days=1),
        "Early May bank holiday": monday_from(date(year, 5, 1)),
        "Spring bank holiday": last_monday(year, 5),
        "Summer bank holiday": last_monday(year, 8),
        "Christmas Day": christmas,
        "Boxing Day": boxing,
    }
    return {name: MOVED.get(day, day) for name, day in usual.items()}


@pytest.mark.parametrize("year", YEARS)
def test_each_year_is_what_arithmetic_gives_and_the_days_specially_appointed(year):
    on_file = {(holiday.name, holiday.on) for holiday in ENGLAND.days if holiday.on.year == year}
    special = {(name, day) for day, name in EXTRA.items() if day.year == year}
    assert on_file == set(by_arithmetic(year).items()) | special


@pytest.mark.parametrize("year", YEARS)
def test_each_year_has_the_weekdays_of_an_independent_list(year):
    # That list also holds the weekend days themselves, which our file leaves to their substitutes.
    independent = {day for day in holidays.country_holidays("GB", subdiv="ENG", years=year) if day.year == year and day.weekday() < SATURDAY}
    assert {day for day in DAYS if day.year == year} == independent


def test_the_file_covers_every_year_that_it_says_it_knows():
    assert (ENGLAND.known.first_on, ENGLAND.known.last_on) == (date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


def test_the_days_are_in_order_and_none_stands_twice():
    assert sorted(set(DAYS)) == DAYS


def test_a_holiday_on_a_weekend_names_the_day_that_it_stands_in_for():
    boxing_day = ENGLAND.on(date(2026, 12, 28))
    assert boxing_day.is_substitute
    assert str(boxing_day) == "a bank holiday (Boxing Day, in place of Saturday 26 December 2026)"
    assert ENGLAND.on(date(2026, 12, 26)) is None


def test_every_day_off_its_usual_date_names_that_date_and_no_other_does():
    in_place = {holiday.on: holiday.in_place_of for holiday in ENGLAND.days if holiday.in_place_of}
    fixed = {"New Year's Day": (1, 1), "Christmas Day": (12, 25), "Boxing Day": (12, 26)}
    usual = {holiday.on: date(holiday.on.year, *fixed[holiday.name]) for holiday in ENGLAND.days if holiday.name in fixed}
    expected = {on: day for on, day in usual.items() if on != day} | {moved: day for day, moved in MOVED.items()}
    assert in_place == expected


@pytest.mark.parametrize("day", MOVED.values())
def test_a_holiday_moved_from_its_monday_is_no_substitute_day(day):
    assert ENGLAND.on(day).in_place_of.weekday() == MONDAY
    assert not ENGLAND.on(day).is_substitute


def test_a_holiday_on_its_own_day_stands_in_for_none():
    spring = ENGLAND.on(date(2027, 5, 31))
    assert not spring.is_substitute
    assert str(spring) == "a bank holiday (Spring bank holiday)"


def test_the_first_and_the_last_known_day_are_answered():
    assert ENGLAND.on(date(2010, 1, 1)).name == "New Year's Day"
    assert ENGLAND.on(date(2028, 12, 31)) is None


@pytest.mark.parametrize(("day", "named"), [(date(2009, 12, 31), "Thursday 31 December 2009"), (date(2029, 1, 1), "Monday 1 January 2029")])
def test_a_day_outside_the_known_ones_is_an_error_that_says_what_is_known(day, named):
    with pytest.raises(NotKnown) as refusal:
        ENGLAND.on(day)
    assert str(refusal.value).startswith(f"{named} is not known: England's bank holidays are on file from Friday 1 January 2010 to Sunday 31 December 2028. ")
