from datetime import date, timedelta

import pytest

from evenhand.calendars.known import NotKnown
from evenhand.calendars.school_terms import LONGEST_HOLIDAY_DAYS, Break, SchoolTerms, TermsRefused, terms_of
from tests.calendars.terms_of_a_school import AVOCET, TERMS, a_term


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 9, 2), None),
        (date(2026, 10, 25), None),
        (date(2026, 10, 26), "half-term at Avocet High"),
        (date(2026, 10, 30), "half-term at Avocet High"),
        (date(2026, 10, 31), None),
        (date(2026, 12, 18), None),
        (date(2026, 12, 19), "in no term of Avocet High"),
        (date(2027, 1, 3), "in no term of Avocet High"),
        (date(2027, 1, 4), None),
        (date(2027, 12, 17), None),
    ],
)
def test_the_edges_of_terms_and_half_terms_belong_to_them(day, why):
    assert AVOCET.why_closed(day) == why


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2027, 12, 18)])
def test_a_day_outside_the_known_terms_is_an_error_naming_the_last_known_day(day):
    with pytest.raises(NotKnown, match="the terms of Avocet High are on file from Wednesday 2 September 2026 to Friday 17 December 2027"):
        AVOCET.why_closed(day)


def test_a_training_day_is_a_break_of_one_day():
    day = date(2026, 11, 27)
    terms = SchoolTerms("Avocet High", (a_term(breaks=(Break("a training day", day, day),)),))
    assert terms.why_closed(day) == "a training day at Avocet High"
    assert terms.why_closed(day - timedelta(days=1)) is None
    assert terms.why_closed(day + timedelta(days=1)) is None


def test_a_schools_own_term_stands_in_place_of_that_of_all_schools():
    own = a_term(last_on=date(2026, 12, 16), schools="Curlew Rise Primary")
    everyone = (*TERMS, own)
    assert terms_of("Curlew Rise Primary", everyone).terms == (own, *TERMS[1:])
    assert terms_of("Avocet High", everyone).terms == TERMS


def test_terms_are_taken_in_any_order():
    assert terms_of("Avocet High", reversed(TERMS)) == AVOCET


def test_a_school_without_terms_is_refused():
    with pytest.raises(TermsRefused, match="No term dates are given for Avocet High: give at least one term"):
        terms_of("Avocet High", [a_term(schools="Curlew Rise Primary")])


def test_every_contradiction_is_told_at_once():
    backwards = a_term(first_on=date(2026, 12, 18), last_on=date(2026, 9, 2))
    overlapping = a_term(name="Spring", first_on=date(2026, 8, 1), last_on=date(2027, 3, 25), half_term=(date(2027, 3, 25), date(2027, 3, 26)))
    with pytest.raises(TermsRefused) as refusal:
        SchoolTerms("Avocet High", (backwards, overlapping))
    assert refusal.value.problems == (
        "Avocet High, Autumn 2026/27: it starts on Friday 18 December 2026, after its last day, Wednesday 2 September 2026. Correct one of them.",
        "Avocet High, Spring 2026/27: half-term from Thursday 25 March 2027 to Friday 26 March 2027 does not lie within the term, "
        "Saturday 1 August 2026 to Thursday 25 March 2027. Correct its dates.",
        "Avocet High: Spring 2026/27 starts on Saturday 1 August 2026, before Autumn 2026/27 is over on Wednesday 2 September 2026. "
        "Give the terms in order, without overlap.",
    )


def test_a_term_may_start_on_the_day_after_another_and_not_on_its_last_day():
    autumn = a_term()
    SchoolTerms("Avocet High", (autumn, a_term(name="Spring", first_on=date(2026, 12, 19), last_on=date(2027, 3, 25))))
    with pytest.raises(TermsRefused, match="before Autumn 2026/27 is over"):
        SchoolTerms("Avocet High", (autumn, a_term(name="Spring", first_on=date(2026, 12, 18), last_on=date(2027, 3, 25))))


def test_a_term_may_be_a_single_day():
    day = date(2026, 9, 2)
    assert SchoolTerms("Avocet High", (a_term(first_on=day, last_on=day),)).why_closed(day) is None


@pytest.mark.parametrize("half_term", [(date(2026, 9, 2), date(2026, 9, 2)), (date(2026, 12, 18), date(2026, 12, 18))])
def test_a_break_may_lie_on_the_edge_of_its_term(half_term):
    assert SchoolTerms("Avocet High", (a_term(half_term=half_term),)).why_closed(half_term[0]) == "half-term at Avocet High"


@pytest.mark.parametrize(
    "half_term", [(date(2026, 9, 1), date(2026, 9, 2)), (date(2026, 12, 18), date(2026, 12, 19)), (date(2026, 10, 30), date(2026, 10, 26))]
)
def test_a_break_that_leaves_its_term_or_ends_before_it_starts_is_refused(half_term):
    with pytest.raises(TermsRefused, match="does not lie within the term"):
        SchoolTerms("Avocet High", (a_term(half_term=half_term),))


def after_a_holiday_of(days):
    first_on = date(2026, 12, 18) + timedelta(days=days + 1)
    return SchoolTerms("Avocet High", (a_term(), a_term(name="Later", first_on=first_on, last_on=first_on + timedelta(days=60))))


def test_a_term_that_is_left_out_is_not_taken_for_a_holiday():
    assert after_a_holiday_of(LONGEST_HOLIDAY_DAYS).why_closed(date(2027, 1, 4)) == "in no term of Avocet High"
    with pytest.raises(TermsRefused, match="56 days lie between Autumn 2026/27 and Later 2026/27, too many for a holiday. Add the term that is missing"):
        after_a_holiday_of(LONGEST_HOLIDAY_DAYS + 1)


def test_every_term_of_the_example_is_missed_when_it_is_left_out_of_the_middle():
    for missing in TERMS[1:-1]:
        with pytest.raises(TermsRefused, match="Add the term that is missing"):
            terms_of("Avocet High", [term for term in TERMS if term != missing])
