"""The values on file themselves: each day of change and the day before it, compared with figures typed in here."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import evenhand.law
from evenhand.law.dated import NotOnFile, values_in
from evenhand.law.era_1996.redundancy_pay import LAW as REDUNDANCY_PAY

FILES = sorted(Path(evenhand.law.__file__).parent.rglob("*.yaml"))

# First day, last day, pounds a week, and the most that thirty weeks come to.
CAPS = """
2009-02-01 2009-09-30 350 10500
2009-10-01 2011-01-31 380 11400
2011-02-01 2012-01-31 400 12000
2012-02-01 2013-01-31 430 12900
2013-02-01 2014-04-05 450 13500
2014-04-06 2015-04-05 464 13920
2015-04-06 2016-04-05 475 14250
2016-04-06 2017-04-05 479 14370
2017-04-06 2018-04-05 489 14670
2018-04-06 2019-04-05 508 15240
2019-04-06 2020-04-05 525 15750
2020-04-06 2021-04-05 538 16140
2021-04-06 2022-04-05 544 16320
2022-04-06 2023-04-05 571 17130
2023-04-06 2024-04-05 643 19290
2024-04-06 2025-04-05 700 21000
2025-04-06 2026-04-05 719 21570
2026-04-06 2027-04-05 751 22530
"""


@pytest.mark.parametrize("row", CAPS.split("\n")[1:-1])
def test_the_cap_on_a_weeks_pay_on_the_first_and_the_last_day_of_each_order(row: str):
    first, last, pounds, thirty_weeks = row.split()
    cap = REDUNDANCY_PAY["weeks_pay_cap"]
    assert cap.on(date.fromisoformat(first)).amount == cap.on(date.fromisoformat(last)).amount == Decimal(pounds)
    assert 30 * Decimal(pounds) == Decimal(thirty_weeks)


def test_the_cap_is_known_on_no_day_before_the_first_order_nor_after_the_last():
    cap = REDUNDANCY_PAY["weeks_pay_cap"]
    for day in (date(2009, 1, 31), date(2027, 4, 6)):
        with pytest.raises(NotOnFile, match="The most that counts as a week's pay"):
            cap.on(day)


def test_the_cap_has_an_authority_of_its_own_for_every_day_from_2009_to_april_2027():
    day, orders = date(2009, 2, 1), set()
    while day <= date(2027, 4, 5):
        orders.add(REDUNDANCY_PAY["weeks_pay_cap"].on(day).authority)
        day += timedelta(days=1)
    assert len(orders) == len(CAPS.split("\n")) - 2


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_value_on_file_was_checked_and_says_which_day_looks_it_up(path: Path):
    for value in values_in(path).values():
        assert date(2026, 8, 1) <= value.checked_on, value.name
        assert "day" in value.looked_up_by or "date" in value.looked_up_by, value.name


def test_what_binds_by_contract_is_marked_so_and_nothing_else_is():
    contractual = {path.stem for path in FILES for value in values_in(path).values() if value.strength == "contract"}
    assert contractual == {"leaving_dates"}
    assert all(value.strength == "contract" for path in FILES if path.stem == "leaving_dates" for value in values_in(path).values())


def test_no_docstring_states_a_number_that_stands_in_the_files():
    for module in Path(evenhand.law.__file__).parent.rglob("*.py"):
        docstrings = " ".join(module.read_text().split('"""')[1::2])
        stated = [
            figure for figure in ("45 days", "30 days", "90 days", "180 days", "20 or more", "20 years", "2 years", "12 weeks of") if figure in docstrings
        ]
        assert stated == [], module.name
