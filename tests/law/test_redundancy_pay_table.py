"""Every age from 15 to 80 by every service from 0 to 45 years, against a table made by walking back from date to date."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from evenhand.law.problems import Refused
from tests.law.asking import answer_to

ONE_DAY = timedelta(days=1)
DAY_AFTER = date(2026, 9, 1)
AGES, SERVICES = range(15, 81), range(46)

# The age is the same all through a row; where the birthday lies in the year before the day after is not.
BIRTHDAYS = {
    "the birthday is the day after": lambda age: date(2026 - age, 9, 1),
    "the birthday is a day later": lambda age: date(2025 - age, 9, 2),
    "the birthday was in spring": lambda age: date(2026 - age, 3, 15),
}
SERVICE_BEGAN = {
    "to the day": lambda years: min(date(2026 - years, 9, 1), DAY_AFTER - ONE_DAY),
    "all but a day of one more": lambda years: date(2025 - years, 9, 2),
}


def weeks_by_walking_back(born_on: date, service_from: date, relevant_on: date) -> tuple[int, Decimal]:
    """Whole years, and weeks' pay: each year reckoned back is dated, and the birthdays are looked for before its first day."""
    turned_22, turned_41 = born_on.replace(year=born_on.year + 22), born_on.replace(year=born_on.year + 41)
    years, weeks = 0, Decimal(0)
    last_day = relevant_on
    while True:
        day_after = last_day + ONE_DAY
        first_day = day_after.replace(year=day_after.year - 1)
        if first_day < service_from:
            return years, weeks
        years += 1
        if years <= 20:
            if turned_41 <= first_day:
                weeks += Decimal("1.5")
            elif turned_22 <= first_day:
                weeks += Decimal("1")
            else:
                weeks += Decimal("0.5")
        last_day = first_day - ONE_DAY


@pytest.mark.parametrize("age", AGES)
def test_every_cell_of_the_table(age: int):
    cells = [(birthday(age), began(years)) for birthday in BIRTHDAYS.values() for began in SERVICE_BEGAN.values() for years in SERVICES]
    for born_on, service_from in cells:
        fields = {"date_of_birth": f"{born_on}", "service_from": f"{service_from}", "ends_on": f"{DAY_AFTER - ONE_DAY}", "weekly_pay": "100.00"}
        if service_from < born_on:
            with pytest.raises(Refused, match="service cannot begin before birth"):
                answer_to("redundancy-pay", **fields)
            continue
        years, weeks = weeks_by_walking_back(born_on, service_from, DAY_AFTER - ONE_DAY)
        answer = answer_to("redundancy-pay", **fields)
        entitled = years >= 2
        assert (answer["eligible"], answer["years"]) == (entitled, years), fields
        assert (answer["weeks"], Decimal(answer["amount"])) == ((weeks, 100 * weeks) if entitled else (0, 0)), fields


def test_the_table_itself_knows_the_corners():
    relevant_on = DAY_AFTER - ONE_DAY
    assert weeks_by_walking_back(date(1965, 9, 1), date(2006, 9, 1), relevant_on) == (20, Decimal(30))
    assert weeks_by_walking_back(date(2004, 9, 1), date(2024, 9, 1), relevant_on) == (2, Decimal(1))
    assert weeks_by_walking_back(date(1984, 9, 1), date(1999, 9, 1), relevant_on) == (27, Decimal("20.5"))


WITH_THEIR_AMOUNTS = list(csv.DictReader((Path(__file__).with_name("redundancy-pay.csv")).open(encoding="utf-8")))


def test_the_published_examples_are_all_there():
    assert len(WITH_THEIR_AMOUNTS) == 24


@pytest.mark.parametrize("row", WITH_THEIR_AMOUNTS, ids=lambda row: f"{row['ends_on']} {row['amount']}")
def test_every_published_example_agrees_to_the_penny(row: dict[str, str]):
    answer = answer_to("redundancy-pay", **{name: row[name] for name in ("date_of_birth", "service_from", "ends_on", "weekly_pay")})
    assert answer["amount"] == row["amount"]
    assert Decimal(str(answer["weeks"])) == Decimal(row["weeks"])
