from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.calendars.periods import clear_days_between
from evenhand.law.dated import NotOnFile
from evenhand.law.tulrca_1992.collective import (
    earliest_dismissal,
    last_day_to_begin,
    minimum_consultation_days,
    most_dismissals_within_the_window,
    most_within_window,
)
from evenhand.law.tulrca_1992.protective_award import protective_award_maximum_days
from tests.law.asking import answer_to, problems_of

PROPOSED_ON = date(2026, 11, 2)


def a_proposal(*dismissals: int, **changes: Any) -> dict[str, Any]:
    establishments = [{"name": f"School {number}", "proposed_dismissals": count} for number, count in enumerate(dismissals, 1)]
    return {"proposed_on": "2026-11-02", "first_dismissal_on": "2026-12-31", "establishments": establishments, **changes}


def duties(*dismissals: int, **changes: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer_to("collective", **a_proposal(*dismissals, **changes))["establishments"]
    return found


def said(answer: dict[str, Any], words: str) -> bool:
    return any(words in sentence for sentence in answer["because"])


@pytest.mark.parametrize(("count", "days"), [(0, None), (19, None), (20, 30), (99, 30), (100, 45), (5000, 45)])
def test_the_clear_days_on_both_sides_of_each_threshold(count: int, days: int | None):
    assert minimum_consultation_days(count, PROPOSED_ON) == days


def test_a_large_proposal_made_before_6_april_2013_takes_ninety_days():
    assert minimum_consultation_days(100, date(2013, 4, 5)) == 90
    assert minimum_consultation_days(100, date(2013, 4, 6)) == 45
    assert minimum_consultation_days(99, date(2013, 4, 5)) == 30


def test_a_proposal_before_the_values_on_file_is_an_error_not_no_duty():
    assert minimum_consultation_days(19, date(1996, 3, 1)) is None
    with pytest.raises(NotOnFile):
        minimum_consultation_days(19, date(1996, 2, 29))


def test_a_dismissal_takes_effect_the_day_after_the_last_clear_day_at_the_earliest():
    assert earliest_dismissal(date(2026, 11, 2), 30) == date(2026, 12, 3)
    assert last_day_to_begin(date(2026, 12, 3), 30) == date(2026, 11, 2)
    assert last_day_to_begin(date(2026, 12, 2), 30) == date(2026, 11, 1)


@given(st.dates(date(2014, 1, 1), date(2090, 1, 1)), st.integers(20, 500), st.integers(0, 500))
def test_more_dismissals_never_shorten_consultation_and_the_clear_days_always_fit(started_on: date, count: int, more: int):
    days, for_more = minimum_consultation_days(count, started_on), minimum_consultation_days(count + more, started_on)
    assert days and for_more and days <= for_more
    assert clear_days_between(started_on, earliest_dismissal(started_on, days)) == days
    assert last_day_to_begin(earliest_dismissal(started_on, days), days) == started_on


@pytest.mark.parametrize(("days_apart", "most"), [(0, 25), (88, 25), (89, 25), (90, 15), (91, 15)])
def test_two_batches_count_together_only_within_a_period_of_ninety_days(days_apart: int, most: int):
    batches = [(PROPOSED_ON, 10), (PROPOSED_ON + timedelta(days=days_apart), 15)]
    assert most_within_window(batches, 90) == most
    assert most_within_window(batches[::-1], 90) == most
    assert most_dismissals_within_the_window(batches, PROPOSED_ON) == most


def test_the_window_slides_and_may_begin_with_any_batch():
    first = PROPOSED_ON
    batches = [(first, 12), (first + timedelta(days=60), 7), (first + timedelta(days=120), 9), (first + timedelta(days=149), 8)]
    assert most_within_window(batches, 90) == 24
    assert most_within_window([], 90) == 0


@pytest.mark.parametrize(("takes_effect_on", "days"), [("1999-11-01", 90), ("2026-04-05", 90), ("2026-04-06", 180), ("2027-01-01", 180)])
def test_the_longest_award_goes_by_the_day_the_dismissal_takes_effect(takes_effect_on: str, days: int):
    assert protective_award_maximum_days(date.fromisoformat(takes_effect_on)) == days


def test_an_award_before_the_values_on_file_is_an_error():
    with pytest.raises(NotOnFile):
        protective_award_maximum_days(date(1999, 10, 31))


def test_each_establishment_has_its_own_duty_and_the_total_brings_none():
    answer = answer_to("collective", **a_proposal(19, 20, 99, 100))
    assert [(each["duty"], each["minimum_days"], each["consult_by"], each["notify_secretary_of_state_by"]) for each in answer["establishments"]] == [
        (False, None, None, None),
        (True, 30, "2026-11-30", "2026-11-30"),
        (True, 30, "2026-11-30", "2026-11-30"),
        (True, 45, "2026-11-15", "2026-11-15"),
    ]
    assert answer["employer_total"] == 238
    assert answer["longest_notice_given_by"] is None
    assert answer["assumptions"] == []


def test_the_reasons_say_what_the_outside_limit_is_and_what_stays_below_the_threshold():
    answer = answer_to("collective", **a_proposal(19, 20))
    assert answer["because"] == [
        "School 1: 19 proposed, below 20: there is no duty under s.188. Policy and fairness still ask for consultation.",
        "School 2: 20 proposed, 20 or more and below 100: consultation begins in good time and at least 30 clear days before the first dismissal (s.188(1A)).",
        "School 2: Monday 30 November 2026 is the outside limit, so that the clear days fit before Thursday 31 December 2026. "
        "Elapsed days alone never complete consultation, and no notice is given before it is complete.",
        "School 2: the Secretary of State has HR1 by Monday 30 November 2026, the same limit, and before any notice is given (s.193(1), (2)).",
    ]
    assert answer["cites"] == ["TULRCA 1992 s.188(1), (1A)", "TULRCA 1992 s.193(1), (2)", "TULRCA 1992 s.188(1A)(b), s.193(2)(b) (SI 1995/2587)"]
    assert said(answer_to("collective", **a_proposal(100)), "School 1: 100 proposed, 100 or more: consultation begins")


def test_a_period_that_nobody_needs_is_not_cited():
    assert answer_to("collective", **a_proposal(3))["cites"] == ["TULRCA 1992 s.188(1), (1A)", "TULRCA 1992 s.193(1), (2)"]
    assert "TULRCA 1992 s.188(1A)(a), s.193(1)(b) (SI 2013/763)" in answer_to("collective", **a_proposal(100))["cites"]


@pytest.mark.parametrize(
    ("first_notice_on", "notify_by"), [("2026-11-29", "2026-11-28"), ("2026-11-30", "2026-11-29"), ("2026-12-01", "2026-11-30"), ("2026-12-02", "2026-11-30")]
)
def test_notification_is_due_by_the_day_before_the_first_notice_if_that_is_earlier(first_notice_on: str, notify_by: str):
    [duty] = duties(20, first_notice_on=first_notice_on)
    assert (duty["consult_by"], duty["notify_secretary_of_state_by"]) == ("2026-11-30", notify_by)


def test_the_longest_notice_gives_the_day_by_which_consultation_must_be_complete_and_the_notification_made():
    answer = answer_to("collective", **a_proposal(20, longest_notice_weeks=12))
    assert answer["longest_notice_given_by"] == "2026-10-08"
    assert answer["establishments"][0]["notify_secretary_of_state_by"] == "2026-10-07"
    assert said(
        answer,
        "Notice of 12 weeks has to be given by Thursday 8 October 2026 to end by the first dismissal, "
        "and consultation has to be complete by then: it begins well before that day.",
    )
    assert said(answer, "the earlier of the same limit and the day before the first notice, Thursday 8 October 2026 (s.193(1), (2)).")


def test_a_day_given_for_the_first_notice_goes_before_the_one_that_the_longest_notice_implies():
    assert duties(20, first_notice_on="2026-11-10", longest_notice_weeks=12)[0]["notify_secretary_of_state_by"] == "2026-11-09"


def test_without_a_day_of_the_proposal_the_law_of_the_first_dismissal_is_assumed_and_said():
    answer = answer_to("collective", **a_proposal(20, proposed_on=None))
    assert answer["assumptions"] == ["No day of the proposal was given: the law is read as on Thursday 31 December 2026, the first dismissal."]


@pytest.mark.parametrize(("proposed_on", "counts", "warned"), [("2026-12-31", (19, 1), 0), ("2027-01-01", (18, 1), 0), ("2027-01-01", (19, 1), 1)])
def test_from_2027_a_total_that_may_come_to_count_is_told_as_announced(proposed_on: str, counts: tuple[int, ...], warned: int):
    assumptions = answer_to("collective", **a_proposal(*counts, proposed_on=proposed_on, first_dismissal_on="2027-08-31"))["assumptions"]
    assert len(assumptions) == warned
    assert all("(TULRCA 1992 s.195A; ERA 2025 s.29) is announced and not in force" in sentence for sentence in assumptions)


def test_every_problem_with_a_proposal_is_told_with_the_number_of_the_establishment():
    given = {
        "first_notice_on": "2027-01-01",
        "longest_notice_weeks": 0,
        "first_dismissal_on": "2026-12-31",
        "establishments": [{"name": "", "proposed_dismissals": -1}, {"nmae": "Avocet", "proposed_dismissals": 2.5}, "Curlew"],
    }
    assert problems_of("collective", given) == {
        "longest_notice_weeks": "longest_notice_weeks is 0: it must be 1 or more.",
        "first_dismissal_on": 'first_dismissal_on is "2026-12-31": no dismissal takes effect before the first notice is given on Friday 1 January 2027: '
        "check both days.",
        "establishments, number 1, name": 'establishments, number 1, name is "": it must not be empty.',
        "establishments, number 1, proposed_dismissals": "establishments, number 1, proposed_dismissals is -1: it must be 0 or more.",
        "establishments, number 2, name": "establishments, number 2, name is missing: give the establishment's name.",
        "establishments, number 2, proposed_dismissals": "establishments, number 2, proposed_dismissals is 2.5: it must be a whole number.",
        "establishments, number 2, nmae": "establishments, number 2, nmae is not a field of the question: the nearest one is name.",
        "establishments, number 3": 'establishments, number 3 is "Curlew": it must be an object in braces.',
    }


@pytest.mark.parametrize(
    ("establishments", "says"),
    [
        ([], "establishments is []: give at least one establishment."),
        ({}, "establishments is {}: it must be a list in square brackets."),
        ([{"name": "Avocet", "proposed_dismissals": 1}] * 2, "Avocet must stand once, with all its dismissals."),
        ([{"name": name, "proposed_dismissals": 12} for name in ("Avocet High", " Avocet  High ")], "Avocet High must stand once, with all its dismissals."),
    ],
)
def test_establishments_are_a_list_of_different_names(establishments: Any, says: str):
    assert problems_of("collective", a_proposal() | {"establishments": establishments})["establishments"].endswith(says)


def test_a_proposal_after_the_first_dismissal_is_told_and_one_on_the_day_is_taken():
    assert problems_of("collective", a_proposal(20, proposed_on="2027-01-01")) == {
        "first_dismissal_on": 'first_dismissal_on is "2026-12-31": no dismissal takes effect before it is proposed on Friday 1 January 2027: check both days.'
    }
    assert duties(20, proposed_on="2026-12-31", first_notice_on="2026-12-31")
