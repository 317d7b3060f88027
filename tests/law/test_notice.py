from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.calendars.known import NotKnown
from evenhand.law.burgundy_book.leaving_dates import first_leaving_date
from evenhand.law.dated import NotOnFile
from evenhand.law.era_1996.notice import last_day_for_statutory_notice, statutory_notice_expires_on, statutory_notice_weeks
from evenhand.law.notice import last_day_to_give, shortest_lawful_end
from tests.law.asking import answer_to, problems_of


def said(answer: dict[str, Any], words: str) -> bool:
    return any(words in sentence for sentence in answer["because"])


@pytest.mark.parametrize(
    ("service_from", "weeks"),
    [
        ("2026-08-02", 0),
        ("2026-08-01", 1),
        ("2024-09-02", 1),
        ("2024-09-01", 2),
        ("2023-09-02", 2),
        ("2023-09-01", 3),
        ("2015-09-02", 10),
        ("2015-09-01", 11),
        ("2014-09-02", 11),
        ("2014-09-01", 12),
        ("2013-09-01", 12),
        ("1980-09-01", 12),
    ],
)
def test_the_statutory_scale_on_both_sides_of_every_step(service_from: str, weeks: int):
    assert statutory_notice_weeks(date.fromisoformat(service_from), given_on=date(2026, 8, 31)) == weeks


def test_notice_given_before_the_act_is_an_error_not_a_zero():
    assert statutory_notice_weeks(date(1990, 1, 1), given_on=date(1996, 8, 22)) == 6
    with pytest.raises(NotOnFile):
        statutory_notice_weeks(date(1990, 1, 1), given_on=date(1996, 8, 21))


def test_only_the_day_of_notice_is_left_out():
    assert statutory_notice_expires_on(date(2026, 1, 1), given_on=date(2026, 6, 1)) == date(2026, 6, 8)
    assert statutory_notice_expires_on(date(2026, 5, 31), given_on=date(2026, 6, 1)) == date(2026, 6, 1)


@pytest.mark.parametrize(("ends_on", "last"), [("2026-12-31", "2026-10-08"), ("2027-04-30", "2027-02-05"), ("2028-04-30", "2028-02-06")])
def test_twelve_weeks_before_a_term_end(ends_on: str, last: str):
    assert last_day_for_statutory_notice(date(2000, 9, 1), date.fromisoformat(ends_on)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("post", "given_on", "ends_on"),
    [
        ("teacher", "2026-10-31", "2026-12-31"),
        ("teacher", "2026-11-01", "2027-04-30"),
        ("teacher", "2027-02-28", "2027-04-30"),
        ("teacher", "2027-03-01", "2027-08-31"),
        ("teacher", "2028-02-29", "2028-04-30"),
        ("teacher", "2028-03-01", "2028-08-31"),
        ("teacher", "2027-05-31", "2027-08-31"),
        ("teacher", "2027-06-01", "2027-12-31"),
        ("headteacher", "2026-09-30", "2026-12-31"),
        ("headteacher", "2026-10-01", "2027-04-30"),
        ("headteacher", "2027-01-31", "2027-04-30"),
        ("headteacher", "2027-02-01", "2027-08-31"),
        ("headteacher", "2027-04-30", "2027-08-31"),
        ("headteacher", "2027-05-01", "2027-12-31"),
        ("headteacher", "2026-12-31", "2027-04-30"),
    ],
)
def test_the_burgundy_books_last_days_on_both_sides(post: Any, given_on: str, ends_on: str):
    day = date.fromisoformat(given_on)
    assert first_leaving_date(post, day, not_before=day).ends_on == date.fromisoformat(ends_on)
    assert shortest_lawful_end(day, date(2025, 1, 1), post) == date.fromisoformat(ends_on)


def test_where_statutory_notice_outruns_a_term_end_a_teacher_leaves_at_the_next():
    assert shortest_lawful_end(date(2026, 10, 8), date(2000, 9, 1), "teacher") == date(2026, 12, 31)
    assert shortest_lawful_end(date(2026, 10, 9), date(2000, 9, 1), "teacher") == date(2027, 4, 30)
    assert shortest_lawful_end(date(2027, 5, 31), date(2000, 9, 1), "teacher") == date(2027, 8, 31)


def test_where_the_contracts_weeks_outrun_a_term_end_a_teacher_leaves_at_the_next():
    assert shortest_lawful_end(date(2026, 10, 8), date(2024, 9, 1), "teacher", contract_weeks=12) == date(2026, 12, 31)
    assert shortest_lawful_end(date(2026, 10, 8), date(2024, 9, 1), "teacher", contract_weeks=13) == date(2027, 4, 30)


@pytest.mark.parametrize(("contract_weeks", "ends_on"), [(None, "2026-07-13"), (5, "2026-07-13"), (6, "2026-07-13"), (7, "2026-07-20")])
def test_the_longer_of_contract_and_statute_applies(contract_weeks: int | None, ends_on: str):
    assert shortest_lawful_end(date(2026, 6, 1), date(2020, 1, 1), contract_weeks=contract_weeks) == date.fromisoformat(ends_on)


def test_a_teachers_answer_in_full_with_delivery_before_the_bank_holiday():
    assert answer_to("notice", service_from="2020-09-01", given_on="2027-05-03", contract="teacher") == {
        "statutory_weeks": 6,
        "earliest_end": "2027-08-31",
        "last_day_to_give": "2027-05-31",
        "last_day_to_deliver": "2027-05-28",
        "because": [
            "Service from Tuesday 1 September 2020 to Monday 3 May 2027 is 6 whole years: the statute requires 6 weeks of notice (s.86(1)).",
            "6 weeks from Monday 3 May 2027, that day left out, run to the end of Monday 14 June 2027.",
            "A teacher's contract ends on a term end: notice by Monday 31 May 2027 is in time for Tuesday 31 August 2027.",
            "Notice for Tuesday 31 August 2027 can be given up to Monday 31 May 2027. It is given when it is read or fairly readable, not when it is sent.",
            "Deliver it on a working day: Monday 31 May 2027 is a bank holiday (Spring bank holiday), "
            "and the last working day before it is Friday 28 May 2027.",
        ],
        "cites": ["ERA 1996 s.86(1)", "Burgundy Book, period of notice"],
        "assumptions": ["The contract is taken to have the Burgundy Book's terms, kept in a transfer or adopted: they are contract, not statute."],
    }


def test_the_last_day_to_give_is_held_back_by_statutory_notice_and_by_a_year_completed_meanwhile():
    assert last_day_to_give(date(2026, 9, 1), date(2000, 9, 1), "teacher") == date(2026, 10, 8)
    # Eleven weeks are in time until 15 October, unless twelve years are complete and twelve are needed: here at the end of the 10th, and of the 16th.
    assert last_day_to_give(date(2026, 9, 1), date(2014, 10, 11), "teacher") == date(2026, 10, 9)
    assert last_day_to_give(date(2026, 9, 1), date(2014, 10, 17), "teacher") == date(2026, 10, 15)


def test_a_support_workers_notice_ends_when_its_weeks_do_and_names_no_term():
    answer = answer_to("notice", service_from="2020-09-01", given_on="2027-05-03", contract="statutory")
    assert (answer["earliest_end"], answer["last_day_to_give"], answer["last_day_to_deliver"]) == ("2027-06-14", "2027-05-03", "2027-04-30")
    assert answer["cites"] == ["ERA 1996 s.86(1)"]
    assert answer["assumptions"] == []
    assert not said(answer, "term end")


def test_below_a_month_of_service_the_answer_says_that_the_statute_requires_nothing_yet():
    answer = answer_to("notice", service_from="2027-05-04", given_on="2027-05-06", contract="statutory")
    assert (answer["statutory_weeks"], answer["earliest_end"], answer["last_day_to_give"]) == (0, "2027-05-06", "2027-05-06")
    assert said(answer, "is 0 whole years and less than a month: the statute requires no notice yet (s.86(1)). The contract may.")


def test_an_answer_says_when_the_contract_is_longer_and_when_a_term_end_is_outrun():
    answer = answer_to("notice", service_from="2024-09-01", given_on="2026-10-08", contract="teacher", contract_weeks=13)
    assert said(answer, "The contract requires 13 weeks, which is longer.")
    assert said(answer, "notice by Saturday 31 October 2026 is in time for Thursday 31 December 2026.")
    assert said(answer, "The weeks of notice run beyond that day, so that it ends on the next term end that they reach, Friday 30 April 2027.")


def test_where_bank_holidays_are_not_on_file_the_answer_is_refused():
    assert answer_to("notice", service_from="2020-09-01", given_on="2028-12-29", contract="statutory")
    with pytest.raises(NotKnown):
        answer_to("notice", service_from="2020-09-01", given_on="2029-01-02", contract="statutory")


@given(
    st.dates(date(2000, 9, 1), date(2028, 6, 1)),
    st.integers(0, 9000),
    st.sampled_from(["statutory", "teacher", "headteacher"]),
    st.one_of(st.none(), st.integers(0, 52)),
)
def test_a_later_day_never_ends_earlier_and_the_last_day_to_give_is_the_last(given_on: date, days: int, contract: Any, weeks: int | None):
    of = (given_on - timedelta(days=days), contract, weeks)
    end, last = shortest_lawful_end(given_on, *of), last_day_to_give(given_on, *of)
    assert given_on <= last <= end
    assert shortest_lawful_end(last, *of) == end < shortest_lawful_end(last + timedelta(days=1), *of)


def test_every_problem_with_a_question_about_notice_is_told():
    given = {"service_from": "2027-05-04", "given_on": "2027-05-03", "contract": "head", "contract_weeks": 105}
    assert problems_of("notice", given) == {
        "given_on": 'given_on is "2027-05-03": notice cannot be given before service began on Tuesday 4 May 2027: check both days.',
        "contract": "contract is \"head\": it must be 'statutory', 'teacher' or 'headteacher'.",
        "contract_weeks": "contract_weeks is 105: it must be 104 or less.",
    }
    assert problems_of("notice", given | {"service_from": "2027-05-03", "contract": "teacher", "contract_weeks": -1}) == {
        "contract_weeks": "contract_weeks is -1: it must be 0 or more."
    }


def test_a_notice_on_the_first_day_of_service_and_the_longest_contract_are_taken():
    assert answer_to("notice", service_from="2025-05-06", given_on="2025-05-06", contract="statutory", contract_weeks=104)["earliest_end"] == "2027-05-04"
