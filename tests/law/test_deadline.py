from pathlib import Path

import pytest

from evenhand.calendars.known import CannotCount, NotKnown
from evenhand.calendars.school_terms import TermsRefused
from tests.law.asking import answer_to, problems_of

A_SCHOOL = """
school: "Avocet High"
terms:
  - year: "2026/27"
    name: "Autumn"
    first_on: 2026-09-02
    last_on: 2026-12-18
    breaks:
      - {name: "half-term", first_on: 2026-10-26, last_on: 2026-10-30}
"""


def test_working_days_pass_over_the_weekend_and_the_bank_holiday_and_say_so():
    assert answer_to("deadline", **{"from": "2027-05-27", "number": 2, "day_type": "working"}) == {
        "date": "2027-06-01",
        "counted": [
            {"date": "2027-05-29", "why": "a weekend day"},
            {"date": "2027-05-30", "why": "a weekend day"},
            {"date": "2027-05-31", "why": "a bank holiday (Spring bank holiday)"},
        ],
        "because": ["2 working days after Thursday 27 May 2027, that day left out: until the end of Tuesday 1 June 2027."],
        "cites": ["Banking and Financial Dealings Act 1971 s.1"],
        "assumptions": [],
    }


def test_calendar_days_pass_over_none_and_cite_nothing():
    answer = answer_to("deadline", **{"from": "2027-05-27", "number": 5, "day_type": "calendar"})
    assert (answer["date"], answer["counted"], answer["cites"]) == ("2027-06-01", [], [])


def test_school_days_are_those_of_the_school_in_the_file(tmp_path: Path):
    path = tmp_path / "avocet.yaml"
    path.write_text(A_SCHOOL)
    answer = answer_to("deadline", **{"from": "2026-10-23", "number": 1, "day_type": "school", "calendar": str(path)})
    assert answer["date"] == "2026-11-02"
    assert {"date": "2026-10-26", "why": "half-term at Avocet High"} in answer["counted"]


def test_school_days_without_a_school_are_refused_and_so_is_a_file_that_is_not_there(tmp_path: Path):
    question = {"from": "2026-10-23", "number": 1, "day_type": "school"}
    with pytest.raises(NotKnown, match="give the calendar of the school"):
        answer_to("deadline", **question)
    with pytest.raises(TermsRefused, match="none.yaml cannot be read"):
        answer_to("deadline", **question, calendar=str(tmp_path / "none.yaml"))


def test_a_count_past_the_days_on_file_is_refused():
    with pytest.raises(CannotCount, match="England's bank holidays are on file"):
        answer_to("deadline", **{"from": "2028-12-29", "number": 1, "day_type": "working"})


def test_every_problem_with_a_question_about_a_deadline_is_told():
    assert problems_of("deadline", {"from": "2027-05-32", "number": 0, "day_type": "clear", "calendar": ""}) == {
        "from": 'from is "2027-05-32": there is no such day: check the month and the day.',
        "number": "number is 0: it must be 1 or more.",
        "day_type": "day_type is \"clear\": it must be 'calendar', 'working' or 'school'.",
        "calendar": 'calendar is "": it must not be empty.',
    }
    assert problems_of("deadline", {"form": "2027-05-31", "number": 36_601, "day_type": "calendar"}) == {
        "from": "from is missing: give the day that sets the period off, which is not counted.",
        "number": "number is 36601: it must be 36600 or less.",
        "form": "form is not a field of the question: the nearest one is from.",
    }
