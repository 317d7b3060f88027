import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import Field

from evenhand.law.problems import Refused
from evenhand.law.questions import Day, Pounds, Question, Text, asked


class Purchase(Question):
    paid_on: Day = Field(description="the day it was paid")
    price: Pounds = Field(description="the price")
    shop: Text | None = Field(default=None, description="the shop's name")


def purchase(**changes: Any) -> Purchase:
    return asked(Purchase, {"paid_on": "2027-02-28", "price": "1.00", **changes})


def problem(**changes: Any) -> str:
    with pytest.raises(Refused) as refused:
        purchase(**changes)
    [found] = refused.value.problems
    return found.says


@pytest.mark.parametrize("given", ["2028-02-29", "1900-01-01", "2100-12-31", date(2027, 8, 31)])
def test_a_day_is_taken_as_written_in_iso(given: Any):
    assert f"{purchase(paid_on=given).paid_on}" == f"{given}"


@pytest.mark.parametrize(
    "given",
    [
        "31/08/2027",
        "2027-8-31",
        "20270831",
        "2027-W35-2",
        "2027-08-31T00:00:00",
        " 2027-08-31",
        "٢٠٢٧-٠٨-٣١",
        "",
        20270831,
        True,
        None,
        [],
        datetime(2027, 8, 31, tzinfo=UTC),
    ],
)
def test_a_day_in_any_other_form_is_not_guessed(given: Any):
    assert problem(paid_on=given).endswith("write a day as year-month-day in quotes, such as 2027-08-31.")


@pytest.mark.parametrize("given", ["2027-02-29", "2027-04-31", "2027-13-01", "2027-00-10", "2027-01-00", "0000-01-01"])
def test_a_day_that_does_not_exist_is_told(given: str):
    assert problem(paid_on=given) == f'paid_on is "{given}": there is no such day: check the month and the day.'


@pytest.mark.parametrize("given", ["1899-12-31", "2101-01-01", "0206-08-31", date(2101, 1, 1)])
def test_a_year_that_is_a_slip_of_the_keyboard_is_told(given: Any):
    assert problem(paid_on=given) == f'paid_on is "{given}": the year does not lie between 1900 and 2100: check it.'


@pytest.mark.parametrize(
    ("given", "pounds"),
    [
        ("719", "719"),
        ("719.5", "719.50"),
        ("719.05", "719.05"),
        (719, "719"),
        (Decimal("719.50"), "719.50"),
        (Decimal("1E+3"), "1000"),
        (0, "0"),
        ("999999999.99",) * 2,
    ],
)
def test_pounds_are_taken_exactly_as_text_or_as_a_number(given: Any, pounds: str):
    assert purchase(price=given).price == Decimal(pounds)


@pytest.mark.parametrize(
    "given",
    [
        "719.005",
        "£719",
        "1,000.00",
        "719.",
        ".50",
        "1e3",
        "",
        " 719",
        "nan",
        "٧١٩",
        "1000000000",
        Decimal("719.005"),
        Decimal("1E+999999999"),
        Decimal("NaN"),
        719.5,
        True,
        None,
        {},
    ],
)
def test_pounds_in_any_other_form_are_not_guessed(given: Any):
    assert "write pounds as 719.00, with no sign or comma, at most two decimals and at most 9 digits before them." in problem(price=given)


@pytest.mark.parametrize("given", ["-0.01", -1, Decimal("-0.5"), "-0", Decimal("-0.0")])
def test_negative_pounds_are_told(given: Any):
    assert problem(price=given).endswith("it cannot be negative: write 0 or more.")


def test_a_missing_field_asks_for_what_it_means():
    with pytest.raises(Refused) as refused:
        asked(Purchase, {})
    assert [found.says for found in refused.value.problems] == ["paid_on is missing: give the day it was paid.", "price is missing: give the price."]
    assert str(refused.value) == "paid_on is missing: give the day it was paid. price is missing: give the price."


def test_an_unknown_field_names_the_nearest_known_one():
    assert problem(payed_on="2027-01-01") == "payed_on is not a field of the question: the nearest one is paid_on."


def test_the_schema_takes_and_refuses_what_the_question_does():
    properties = Purchase.model_json_schema()["properties"]
    [as_number, as_text] = properties["price"]["anyOf"]
    assert (as_number["minimum"], as_number["exclusiveMaximum"]) == (0, 1_000_000_000)
    for taken, refused in (("719.05", "719.005"), ("0", "-1"), ("999999999", "1000000000")):
        assert re.search(as_text["pattern"], taken) and not re.search(as_text["pattern"], refused)
    assert re.search(properties["paid_on"]["pattern"], "2027-08-31") and not re.search(properties["paid_on"]["pattern"], "31/08/2027")


def test_half_a_character_in_the_name_of_a_field_is_told():
    with pytest.raises(Refused) as refused:
        asked(Purchase, {"paid_on": "2027-02-28", "price": "1.00", "\ud800": 1})
    assert [(found.field, found.says) for found in refused.value.problems] == [(None, 'The name of a field is "\\ud800": it must be text in whole characters.')]


def test_a_long_value_is_cut_short_where_it_is_shown():
    assert problem(shop=["x" * 100]) == f'shop is ["{"x" * 58}...: it must be text.'
    assert problem(shop=["x" * 56]) == f'shop is ["{"x" * 56}"]: it must be text.'


def test_half_a_character_is_told():
    assert problem(shop="\ud800") == 'shop is "\\ud800": it must be text in whole characters.'


@pytest.mark.parametrize(("given", "shown"), [([], "[]"), ("text", '"text"'), (5, "5"), (None, "null"), (Decimal("1.5"), "1.5")])
def test_what_is_no_object_is_refused(given: Any, shown: str):
    with pytest.raises(Refused) as refused:
        asked(Purchase, given)
    [found] = refused.value.problems
    assert (found.field, found.says) == (None, f"A question is one JSON object in braces with its fields; {shown} was given.")
