from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.law.dated import NotOnFile
from evenhand.law.era_1996.notice import statutory_notice_expires_on
from evenhand.law.era_1996.redundancy_pay import RedundancyPayQuestion, redundancy_pay
from evenhand.law.era_1996.relevant_date import calculation_date, relevant_date
from tests.law.asking import answer_to, problems_of


def an_employment(**changes: Any) -> dict[str, Any]:
    """An employment with nothing remarkable. A test says only what it is about."""
    return {
        "date_of_birth": "1980-03-15",
        "service_from": "2016-04-01",
        "ends_on": "2026-08-31",
        "notice_given_on": "2026-05-31",
        "weekly_pay": "600.00",
        **changes,
    }


def pay(**changes: Any) -> dict[str, Any]:
    return answer_to("redundancy-pay", **an_employment(**changes))


def said(answer: dict[str, Any], words: str) -> bool:
    return any(words in sentence for sentence in answer["because"])


def assumed(answer: dict[str, Any], words: str) -> bool:
    return any(words in sentence for sentence in answer["assumptions"])


def test_an_answer_explains_every_step_and_assumes_nothing_that_was_said():
    answer = pay()
    assert answer == {
        "eligible": True,
        "relevant_date": "2026-08-31",
        "calculation_date": "2026-06-22",
        "years": 10,
        "weeks": 12.5,
        "weekly_pay_counted": "600.00",
        "amount": "7500.00",
        "because": [
            "The relevant date is Monday 31 August 2026, when the notice or the contract ends (s.145(2)).",
            "Continuous employment from Friday 1 April 2016 to Monday 31 August 2026 is 10 whole years; parts of a year do not count (s.162(1)).",
            "At age 46 on Tuesday 1 September 2026, the day after, and counting each year back by the age at its start: "
            "5 years at 1.5 weeks, 5 years at 1 week (s.162(2), (3)).",
            "A week's pay is that of Monday 22 June 2026, when the 10 weeks of notice that s.86 requires would have been given (s.226(5)(c), (6)).",
            "A week's pay of £600.00 counts in full: it does not exceed the cap of £751.00, in force from Monday 6 April 2026 (s.227(1), SI 2026/310).",
            "12.5 weeks at £600.00 come to £7,500.00.",
        ],
        "cites": ["ERA 1996 s.145", "ERA 1996 s.155", "ERA 1996 s.162(1)-(3)", "ERA 1996 s.226(5), (6)", "ERA 1996 s.227(1) (SI 2026/310)"],
        "assumptions": [],
    }


def test_without_a_day_of_notice_full_statutory_notice_is_assumed_and_said():
    answer = pay(notice_given_on=None)
    assert answer["relevant_date"] == "2026-08-31"
    assert answer["assumptions"] == ["No day of notice was given: the full notice of s.86 is taken to have been given to end on Monday 31 August 2026."]


def test_two_years_to_the_day_give_a_right_and_a_day_less_does_not():
    assert pay(service_from="2024-09-01")["eligible"] is True
    short = pay(service_from="2024-09-02")
    assert (short["eligible"], short["years"], short["weeks"], short["weekly_pay_counted"], short["amount"]) == (False, 1, 0, "0.00", "0.00")
    assert short["calculation_date"] == "2026-08-24"
    assert said(short, "is 1 whole year: below 2 years there is no right to a redundancy payment (s.155).")


def test_whether_there_is_a_right_needs_no_cap():
    assert pay(service_from="2030-09-02", ends_on="2031-08-31", notice_given_on=None)["eligible"] is False


def test_only_the_last_twenty_years_count():
    assert pay(date_of_birth="1960-01-01", service_from="2006-09-01")["weeks"] == 30
    assert pay(date_of_birth="1960-01-01", service_from="2005-09-01") | {"because": 0} == pay(date_of_birth="1960-01-01", service_from="2006-09-01") | {
        "because": 0,
        "years": 21,
    }
    assert pay(date_of_birth="1960-01-01", service_from="2007-09-01")["weeks"] == 28.5


@pytest.mark.parametrize(("born_on", "weeks"), [("1985-09-01", 2), ("1984-09-02", 2), ("1984-09-01", 2.5), ("1983-09-02", 2.5), ("1983-09-01", 3)])
def test_a_year_earns_the_highest_amount_only_if_it_began_at_41_or_over(born_on: str, weeks: float):
    assert pay(date_of_birth=born_on, service_from="2024-09-01")["weeks"] == weeks


@pytest.mark.parametrize(("born_on", "weeks"), [("2004-09-01", 1), ("2003-09-02", 1), ("2003-09-01", 1.5), ("2002-09-02", 1.5), ("2002-09-01", 2)])
def test_a_year_earns_the_middle_amount_only_if_it_began_at_22_or_over(born_on: str, weeks: float):
    assert pay(date_of_birth=born_on, service_from="2024-09-01")["weeks"] == weeks


def test_where_gov_uk_differs_for_a_birthday_on_the_day_after_the_answer_says_by_how_much():
    answer = pay(date_of_birth="1984-09-01", service_from="2016-09-01")
    assert answer["weeks"] == 10.5
    assert said(answer, "GOV.UK's calculator goes by the age on the relevant date itself and would come to 10 weeks.")


@pytest.mark.parametrize("born_on", ["1984-08-31", "1984-09-02", "1970-09-01"])
def test_where_gov_uk_agrees_nothing_is_said_of_it(born_on: str):
    assert not said(pay(date_of_birth=born_on), "GOV.UK")


def test_a_birth_on_29_february_says_when_an_age_is_reached():
    before = pay(date_of_birth="1984-02-29", service_from="2023-02-28", ends_on="2026-02-27", notice_given_on=None)
    on_the_day = pay(date_of_birth="1984-02-29", service_from="2023-03-01", ends_on="2026-02-28", notice_given_on=None)
    assert (before["weeks"], on_the_day["weeks"]) == (3, 3.5)
    assert said(before, "Somebody born on 29 February is taken to reach an age on 1 March in a year without that day.")
    assert not said(pay(date_of_birth="1984-02-28"), "29 February")


def test_pay_at_the_cap_counts_in_full_and_a_penny_more_does_not():
    assert pay(weekly_pay="751.00")["weekly_pay_counted"] == "751.00"
    assert said(pay(weekly_pay="751.00"), "£751.00 counts in full")
    assert pay(weekly_pay="750.99")["weekly_pay_counted"] == "750.99"
    assert pay(weekly_pay="751.01")["weekly_pay_counted"] == "751.00"
    assert said(
        pay(weekly_pay="751.01"), "A week's pay of £751.01 counts only up to the cap of £751.00, in force from Monday 6 April 2026 (s.227(1), SI 2026/310)."
    )


def test_half_a_penny_is_rounded_up_and_said():
    answer = pay(weekly_pay="100.01")
    assert answer["amount"] == "1250.13"
    assert said(answer, "12.5 weeks at £100.01 come to £1,250.13, half a penny rounded up.")


@pytest.mark.parametrize(("ends_on", "counted"), [("2026-04-05", "719.00"), ("2026-04-06", "751.00")])
def test_the_cap_goes_by_the_relevant_date_and_not_by_the_day_of_notice(ends_on: str, counted: str):
    assert pay(ends_on=ends_on, notice_given_on="2026-01-01", weekly_pay=900)["weekly_pay_counted"] == counted


def test_beyond_the_last_known_cap_a_payment_is_refused_and_an_estimate_says_what_it_assumes():
    known = pay(ends_on="2027-04-05", notice_given_on=None, weekly_pay=900)
    assert known["weekly_pay_counted"] == "751.00"
    with pytest.raises(NotOnFile, match="is not known on Tuesday 6 April 2027"):
        pay(ends_on="2027-04-06", weekly_pay=900)
    estimate = pay(ends_on="2027-04-06", weekly_pay=900, assume="last-known")
    assert estimate["weekly_pay_counted"] == "751.00"
    assert assumed(estimate, "is not known on Tuesday 6 April 2027: the last known, £751.00, is assumed. An estimate only; nothing is paid on it.")


def test_notice_as_long_as_the_statute_requires_leaves_the_relevant_date_and_a_day_less_lengthens_it():
    enough = pay(notice_given_on="2026-06-22")
    assert enough["relevant_date"] == "2026-08-31"
    assert not said(enough, "service counts to that later day")
    short = pay(notice_given_on="2026-06-23")
    assert short["relevant_date"] == "2026-09-01"
    assert short["calculation_date"] == "2026-08-31"
    assert said(
        short,
        "The 10 weeks of notice that s.86 requires, given on Tuesday 23 June 2026, would have expired on Tuesday 1 September 2026, after employment ended on "
        "Monday 31 August 2026: service counts to that later day, the relevant date (s.145(5), s.213(3)).",
    )
    assert said(short, "A week's pay is that of Monday 31 August 2026, the relevant date before it was lengthened (s.226(5)(b)).")


def test_dismissal_without_notice_lengthens_service_by_the_notice_that_was_due_and_may_give_the_right():
    assert pay(service_from="2024-09-08", notice_given_on="2026-08-31")["eligible"] is True
    assert pay(service_from="2024-09-09", notice_given_on="2026-08-31")["eligible"] is False


def test_longer_notice_than_the_statute_requires_does_not_move_the_calculation_date():
    assert pay(notice_given_on="2025-09-01")["calculation_date"] == pay()["calculation_date"] == "2026-06-22"


def test_where_short_notice_reaches_a_new_cap_the_answer_asks_a_person_and_gives_the_other_sum():
    answer = pay(ends_on="2026-03-31", notice_given_on="2026-03-31", weekly_pay="900.00")
    assert (answer["relevant_date"], answer["weekly_pay_counted"], answer["weeks"], answer["amount"]) == ("2026-06-09", "719.00", 12.5, "8987.50")
    assert answer["assumptions"] == [
        "The cap is that of Tuesday 31 March 2026: s.145(5) lengthens the relevant date for service and years, not for the cap. "
        "By the cap of Tuesday 9 June 2026 the payment would be £9,387.50; a person must decide which one applies."
    ]


def test_where_short_notice_reaches_a_cap_not_yet_known_the_answer_asks_a_person():
    answer = pay(ends_on="2027-03-31", notice_given_on="2027-03-31", weekly_pay="900.00")
    assert assumed(answer, "The cap of Wednesday 16 June 2027 is not known yet; a person must decide which one applies.")


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": "2026-03-31", "notice_given_on": "2026-03-31", "weekly_pay": "719.00"},
        {"ends_on": "2026-07-31", "notice_given_on": "2026-07-31", "weekly_pay": "900.00"},
        {"ends_on": "2027-05-31", "notice_given_on": "2027-05-31", "weekly_pay": "751.00", "assume": "last-known"},
    ],
)
def test_short_notice_asks_nothing_of_a_person_where_the_cap_is_the_same_or_does_not_matter(changes: dict[str, str]):
    assert not assumed(pay(**changes), "a person must decide")


def test_where_a_year_is_completed_within_the_notice_the_last_day_in_time_is_the_calculation_date():
    # On 26 June 2026 ten years are complete: ten weeks would expire on 4 September. The day before, nine are in time and end on 27 August.
    answer = pay(service_from="2016-06-27", notice_given_on=None)
    assert answer["calculation_date"] == "2026-06-25"
    assert said(answer, "A week's pay is that of Thursday 25 June 2026, when the 9 weeks of notice that s.86 requires would have been given")
    assert said(answer, "On the next day one more year was complete: a week more was required, and expired after Monday 31 August 2026.")
    for service_from, calculated_on in (("2016-06-23", "2026-06-22"), ("2016-06-30", "2026-06-28"), ("2016-07-01", "2026-06-29")):
        pay_of_that_day = pay(service_from=service_from, notice_given_on=None)
        assert (pay_of_that_day["calculation_date"], said(pay_of_that_day, "On the next day")) == (calculated_on, calculated_on == "2026-06-28")


@given(st.dates(date(1997, 1, 1), date(2026, 1, 1)), st.integers(0, 5000))
def test_statutory_notice_on_the_calculation_date_is_in_time_and_on_the_next_day_it_is_not(service_from: date, days: int):
    ends_on = service_from + timedelta(days=days)
    day = calculation_date(service_from, relevant_date(service_from, ends_on, None)).on
    if day.year >= 1997:
        assert statutory_notice_expires_on(service_from, day) <= ends_on
        assert statutory_notice_expires_on(service_from, day + timedelta(days=1)) > ends_on


EMPLOYMENTS = st.builds(
    RedundancyPayQuestion,
    date_of_birth=st.dates(date(1945, 1, 1), date(1995, 1, 1)),
    service_from=st.dates(date(1995, 1, 2), date(2012, 1, 1)),
    ends_on=st.dates(date(2012, 1, 1), date(2027, 4, 4)),
    weekly_pay=st.decimals(0, 2000, places=2),
)


@given(EMPLOYMENTS, st.integers(1, 1000))
def test_longer_service_greater_age_or_more_pay_never_give_less(question: RedundancyPayQuestion, more: int):
    amount = redundancy_pay(question).amount
    for better in (
        {"service_from": question.service_from + timedelta(days=-min(more, (question.service_from - date(1995, 1, 1)).days))},
        {"date_of_birth": question.date_of_birth - timedelta(days=more)},
        {"weekly_pay": question.weekly_pay + Decimal(more) / 100},
    ):
        assert redundancy_pay(question.model_copy(update=better)).amount >= amount


@given(EMPLOYMENTS)
def test_no_payment_exceeds_thirty_weeks_at_the_cap(question: RedundancyPayQuestion):
    assert redundancy_pay(question).amount <= 30 * Decimal("751.00")


def test_days_that_contradict_each_other_are_all_told_at_once():
    given = an_employment(date_of_birth="1990-01-01", service_from="1989-12-31", ends_on="1989-12-30", notice_given_on="1989-12-31", weekly_pay="-0.01")
    assert problems_of("redundancy-pay", given) == {
        "service_from": 'service_from is "1989-12-31": service cannot begin before birth on Monday 1 January 1990: check both days.',
        "weekly_pay": 'weekly_pay is "-0.01": it cannot be negative: write 0 or more.',
        "notice_given_on": 'notice_given_on is "1989-12-31": notice cannot be given after the contract ended on Saturday 30 December 1989: check both days.',
    }


def test_an_end_or_a_notice_before_service_began_is_told():
    problems = problems_of("redundancy-pay", an_employment(ends_on="2016-03-31", notice_given_on="2016-03-30"))
    assert problems == {
        "ends_on": 'ends_on is "2016-03-31": it cannot come before service began on Friday 1 April 2016: check both days.',
        "notice_given_on": 'notice_given_on is "2016-03-30": it cannot come before service began on Friday 1 April 2016: check both days.',
    }


def test_days_on_the_edge_of_contradiction_are_taken():
    born_into_service = pay(date_of_birth="2016-04-01", service_from="2016-04-01")
    assert born_into_service["weeks"] == 5
    assert pay(ends_on="2016-04-01", notice_given_on="2016-04-01")["eligible"] is False
