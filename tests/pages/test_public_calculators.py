"""The calculators' pages: what they ask, what they answer, and every problem at once in the words of the question."""

import html
import io
import json
import logging
import re
import sys
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client

from evenhand.cli import main
from evenhand.law.calculators import CALCULATORS
from evenhand_web.pages.public.answers import first_line
from evenhand_web.pages.public.authorities import address_of
from evenhand_web.pages.public.calculators import LONGEST_QUERY_BYTES
from evenhand_web.pages.public.fields import fields_of
from evenhand_web.pages.public.sheet import sheet
from evenhand_web.pages.public.words import FOLDER, words_of
from tests.accounts import signing_in as signing_in  # which gives the tests' site its secret key

A_LEAVER = {"date_of_birth": "1975-03-27", "service_from": "2009-09-01", "ends_on": "2026-12-31", "weekly_pay": "512.40"}
A_DEADLINE = {"from": "2027-05-27", "number": "2", "day_type": "working"}
A_NOTICE = {"service_from": "2019-09-01", "given_on": "2026-11-30", "contract": "statutory"}
TWO_SCHOOLS = {
    "first_dismissal_on": "2027-02-28",
    "proposed_on": "2026-11-02",
    "establishments-1-name": "Saltings & Sons <Academy>",
    "establishments-1-proposed_dismissals": "20",
    "establishments-2-name": "Avocet High",
    "establishments-2-proposed_dismissals": "3",
}
GOOD = {
    "redundancy-pay": (A_LEAVER, A_LEAVER),
    "notice": ({**A_NOTICE, "contract_weeks": "13"}, {**A_NOTICE, "contract_weeks": 13}),
    "collective": (
        TWO_SCHOOLS,
        {
            "first_dismissal_on": "2027-02-28",
            "proposed_on": "2026-11-02",
            "establishments": [{"name": "Saltings & Sons <Academy>", "proposed_dismissals": 20}, {"name": "Avocet High", "proposed_dismissals": 3}],
        },
    ),
    "deadline": (A_DEADLINE, {**A_DEADLINE, "number": 2}),
}


def asked(name: str, given: dict[str, Any] | str = "", **more: Any) -> HttpResponse:
    query = given if isinstance(given, str) else urlencode({**given, **more})
    return Client(SERVER_NAME="localhost").get(f"/calculators/{name}/{'?' if query else ''}{query}")


def text_of(response: HttpResponse) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def problems_on(response: HttpResponse) -> list[str]:
    """What the summary says; that each stands beside its field too, and that its link leads to a control."""
    body = response.content.decode()
    summary = re.search(r'error-summary__list">(.*?)</ul>', body, re.S)
    found = re.findall(r"<li>(?:<a href=\"#([^\"]+)\">)?(.*?)(?:</a>)?</li>", summary[1], re.S) if summary else []
    for place, says in found:
        assert body.count(says) >= (2 if place else 1), says
        assert not place or f'id="{place}"' in body, place
    return [html.unescape(says) for _, says in found]


def law(name: str, given: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(given).encode())))
    assert main(["law", name]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_every_calculator_has_words_and_no_words_are_left_over():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(CALCULATORS)


@pytest.mark.parametrize("name", CALCULATORS)
def test_each_field_of_the_question_is_asked_or_is_left_out_with_a_reason(name: str):
    model, words = CALCULATORS[name].question, words_of(name)
    assert {field.alias or key for key, field in model.model_fields.items()} == {*words.fields, *words.not_asked}
    assert not {*words.fields} & {*words.not_asked}
    assert words.beyond_what_is_known in words.fields
    answered = {*CALCULATORS[name].answer.model_fields} - {"because", "cites", "assumptions", "counted"}
    assert set(words.figures) == answered


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_page_not_filled_in_asks_each_question_and_tells_of_no_problem(name: str):
    response = asked(name)
    assert response.status_code == 200
    assert not problems_on(response)
    assert all(field.words.label in text_of(response) for field in fields_of(name))
    assert "Nothing you enter is kept" in text_of(response)


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_page_answers_as_the_command_does(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    address, given = GOOD[name]
    page, answer = text_of(asked(name, address)), law(name, given, monkeypatch, capsys)
    for sentence in [*answer["because"], *answer["cites"], *answer["assumptions"], *words_of(name).not_decided]:
        assert " ".join(sentence.split()) in page
    assert first_line(CALCULATORS[name].answer_to(given)) in page


def test_the_answer_stands_first_in_one_line():
    headings = [html.unescape(found) for found in re.findall(r"<h1[^>]*>(.*?)</h1>", asked("redundancy-pay", A_LEAVER).content.decode())]
    assert headings == ["£11,272.80, which is 22 weeks' pay"]


def test_somebody_without_a_right_is_told_so_in_the_first_line():
    assert "No statutory redundancy pay" in text_of(asked("redundancy-pay", {**A_LEAVER, "service_from": "2025-01-02"}))
    assert "no collective consultation at these numbers" in text_of(asked("collective", {**TWO_SCHOOLS, "establishments-1-proposed_dismissals": "19"}))


def test_how_a_deadline_was_counted_is_shown_day_by_day():
    page = text_of(asked("deadline", A_DEADLINE))
    assert "How this was counted Friday 28 May 2027: day 1 Saturday 29 May 2027: passed over: a weekend day" in page
    assert "Monday 31 May 2027: passed over: a bank holiday" in page
    assert "Tuesday 1 June 2027: day 2" in page


def test_of_a_long_deadline_only_the_days_passed_over_are_shown():
    assert "day 150" in text_of(asked("deadline", {**A_DEADLINE, "day_type": "calendar", "number": "150"}))
    assert "None was passed over" in text_of(asked("deadline", {**A_DEADLINE, "day_type": "calendar", "number": "151"}))
    long = text_of(asked("deadline", {**A_DEADLINE, "number": "120"}))
    assert "passed over: a weekend day" in long and ": day 1 " not in long


@pytest.mark.parametrize("name", CALCULATORS)
def test_what_a_form_sends_leads_to_the_address_that_carries_the_answers(name: str):
    address, _ = GOOD[name]
    sent = {}
    for key, value in address.items():
        parts = dict(zip(("year", "month", "day"), value.split("-"), strict=False)) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else {}
        sent |= {f"{key}-{part}": number for part, number in parts.items()} or {key: f" {value} "}
    moved = asked(name, sent)
    assert moved.status_code == 302
    assert asked(name, moved.headers["Location"].partition("?")[2]).status_code == 200


@pytest.mark.parametrize("name", CALCULATORS)
def test_the_address_that_carries_the_answers_reads_as_itself(name: str):
    once = sheet(name, QueryDict(urlencode(GOOD[name][0]))).canonical()
    assert sheet(name, QueryDict(once)).canonical() == once
    assert once in asked(name, once).content.decode().replace("&amp;", "&")


def test_answers_are_kept_when_they_are_to_be_changed():
    page = asked("redundancy-pay", {**A_LEAVER, "change": "yes"}).content.decode()
    assert 'name="date_of_birth-year" type="text" inputmode="numeric" value="1975"' in page
    assert 'value="512.40"' in page


def test_every_problem_is_told_at_once_in_the_words_of_the_question():
    assert problems_on(asked("redundancy-pay", {"date_of_birth-day": "31", "date_of_birth-month": "2", "date_of_birth-year": "1975", "ends_on-day": "3"})) == [
        "The date of birth: there is no such day. Check the month and the day.",
        "Enter the first day of employment.",
        "The last day of employment must include a month and a year.",
        "Enter a week's pay.",
    ]


def test_what_was_not_written_in_figures_is_told():
    given = {"service_from-day": "first", "service_from-month": "9", "service_from-year": "2019", "given_on-day": "1", "given_on-month": "9"}
    assert problems_on(asked("notice", {**given, "given_on-year": "26", "contract_weeks": "a few"})) == [
        "The first day of employment must be written in figures, such as 27 3 1975.",
        "The day notice is given must have a year of four figures, such as 1975.",
        "Select when the contract can end.",
        "The weeks of notice in the contract must be a whole number, such as 12.",
    ]


@pytest.mark.parametrize(
    ("name", "good", "field", "inside", "outside", "says"),
    [
        ("deadline", A_DEADLINE, "number", "1", "0", "The number of days must be 1 or more."),
        ("deadline", {**A_DEADLINE, "day_type": "calendar"}, "number", "36600", "36601", "The number of days must be 36600 or less."),
        ("notice", A_NOTICE, "contract_weeks", "104", "105", "The weeks of notice in the contract must be 104 or less."),
        ("notice", A_NOTICE, "service_from", "1900-01-01", "1899-12-31", "The first day of employment: the year does not lie between 1900 and 2100. Check it."),
    ],
)
def test_what_is_out_of_range_is_told(name: str, good: dict[str, str], field: str, inside: str, outside: str, says: str):
    assert not problems_on(asked(name, {**good, field: inside}))
    assert problems_on(asked(name, {**good, field: outside})) == [says]


def test_a_sum_may_be_written_as_people_write_it():
    assert asked("redundancy-pay", {**A_LEAVER, "weekly_pay": "£1,512.40"}).headers["Location"].endswith("weekly_pay=1512.40")
    assert problems_on(asked("redundancy-pay", {**A_LEAVER, "weekly_pay": "-1"})) == ["A week's pay: it cannot be negative. Write 0 or more."]


def test_what_is_none_of_the_choices_is_told():
    assert problems_on(asked("notice", {**A_NOTICE, "contract": "casual"})) == ["Select when the contract can end."]
    assert problems_on(asked("redundancy-pay", {**A_LEAVER, "assume": "best"})) == ["Select the box, or leave it empty."]
    assert problems_on(asked("redundancy-pay", {**A_LEAVER, "weekly_pay": "£ ,"})) == ["A week's pay must be a sum in pounds, such as 512.40."]


def test_days_that_contradict_each_other_are_told():
    assert problems_on(asked("redundancy-pay", {**A_LEAVER, "notice_given_on": "2027-01-01"})) == [
        "The day notice was given: notice cannot be given after the contract ended on Thursday 31 December 2026. Check both days."
    ]


def test_establishments_that_contradict_each_other_are_told():
    told = problems_on(asked("collective", {**TWO_SCHOOLS, "establishments-2-name": TWO_SCHOOLS["establishments-1-name"]}))
    assert told == ["An establishment and its dismissals: Saltings & Sons <Academy> must stand once, with all its dismissals."]


def test_half_an_establishment_is_a_problem_and_an_empty_one_is_none():
    without_number = {**TWO_SCHOOLS, "establishments-2-proposed_dismissals": ""}
    assert problems_on(asked("collective", without_number)) == ["Enter the number of proposed dismissals."]
    assert "establishments-2" not in asked("collective", {**without_number, "establishments-2-name": " "}).headers["Location"]
    assert problems_on(asked("collective", {"first_dismissal_on": "2027-02-28"})) == ["Enter an establishment and its dismissals."]


def test_another_establishment_can_be_added_and_nothing_typed_is_lost():
    page = asked("collective", {**TWO_SCHOOLS, "add": "establishments"})
    assert 'name="establishments-3-name"' in page.content.decode()
    assert "Saltings &amp; Sons &lt;Academy&gt;" in page.content.decode()
    assert not problems_on(page)


def test_beyond_what_is_known_the_page_says_what_to_do_and_an_estimate_says_that_it_is_one():
    assert not problems_on(asked("redundancy-pay", {**A_LEAVER, "ends_on": "2027-04-05"}))
    later = {**A_LEAVER, "ends_on": "2027-04-06"}
    (refusal,) = problems_on(asked("redundancy-pay", later))
    assert "is not known on Tuesday 6 April 2027" in refusal
    assert refusal.endswith("tick the box that assumes the last figure known, and the answer will say so.")
    assert '"assume"' not in refusal and "files" not in refusal
    estimate = text_of(asked("redundancy-pay", {**later, "assume": "last-known"}))
    assert "An estimate: £11,529.00" in estimate
    assert "is assumed. An estimate only" in estimate
    assert "An estimate" not in text_of(asked("redundancy-pay", {**A_LEAVER, "assume": "last-known"}))


def test_an_authority_leads_to_its_section():
    page = asked("redundancy-pay", A_LEAVER).content.decode()
    assert '<a class="govuk-link" href="https://www.legislation.gov.uk/ukpga/1996/18/section/227">ERA 1996 s.227(1) (SI 2026/310)</a>' in page
    assert address_of("Burgundy Book, period of notice") is None
    assert address_of("TULRCA 1992 s.195A") == "https://www.legislation.gov.uk/ukpga/1992/52/section/195A"


def test_before_what_is_known_the_page_says_what_to_do():
    (refusal,) = problems_on(asked("collective", {**TWO_SCHOOLS, "proposed_on": "1996-02-29"}))
    assert refusal.endswith("Choose a later day.")
    assert not problems_on(asked("collective", {**TWO_SCHOOLS, "proposed_on": "1996-03-01"}))


def test_days_whose_bank_holidays_are_not_published_are_refused_at_the_field_that_cures_it():
    (refusal,) = problems_on(asked("deadline", {**A_DEADLINE, "from": "2095-01-01"}))
    assert "England's bank holidays are on file from" in refusal


def test_school_days_say_what_they_lack():
    (refusal,) = problems_on(asked("deadline", {**A_DEADLINE, "day_type": "school"}))
    assert "without term dates" in refusal


def test_markup_is_shown_as_it_was_typed():
    script = "<script>alert(1)</script>"
    for response in (
        asked("collective", {**TWO_SCHOOLS, "establishments-1-name": script}),
        asked("collective", {**TWO_SCHOOLS, "establishments-1-name": script, "change": "yes"}),
        asked("redundancy-pay", {**A_LEAVER, "weekly_pay": script}),
        asked("redundancy-pay", {**A_LEAVER, "date_of_birth": script}),
        asked("redundancy-pay", {script: "1"}),
    ):
        assert response.status_code == 200
        assert script not in response.content.decode()


def test_what_the_page_does_not_ask_is_told_and_nothing_is_worked_out():
    told = problems_on(asked("redundancy-pay", {**A_LEAVER, "wekly_pay": "9", "colour": "red"}))
    assert [says.split(".")[0] for says in told] == ["The address holds “colour”", "The address holds “wekly_pay”"]
    many = problems_on(asked("redundancy-pay", {**A_LEAVER, **{f"x{number}": "1" for number in range(8)}}))
    assert many[-1] == "The address holds 3 more names that this page does not ask for."


def test_what_stands_twice_in_the_address_is_told():
    (told,) = problems_on(asked("deadline", f"{urlencode(A_DEADLINE)}&number=3"))
    assert told.startswith("The address holds “number” more than once.")


def test_no_file_of_the_machine_is_opened_by_name():
    (told,) = problems_on(asked("deadline", {**A_DEADLINE, "calendar": "/etc/passwd"}))
    assert "School days need a school's own term dates" in told


@pytest.mark.parametrize(
    "query", ["from=%00&number=%ff%fe", "from=2027-05-27&number=%F0%9F%98%80&day_type=working", "=&&&;;%%%", "from-day=1&from=2027-05-27", "add=x"]
)
def test_no_bytes_in_the_address_break_the_page(query: str):
    assert asked("deadline", query).status_code == 200


def test_an_address_longer_than_any_question_is_refused_unread():
    pair = urlencode(A_DEADLINE)
    fits = f"{pair}&change={'x' * (LONGEST_QUERY_BYTES - len(pair) - len('&change='))}"
    assert asked("deadline", fits).status_code == 200
    assert asked("deadline", f"{fits}x").status_code == 414
    refused = asked("deadline", f"from={'9' * 10_000_000}")
    assert (refused.status_code, len(refused.content) < 20_000) == (414, True)


def test_more_establishments_than_any_trust_has_are_taken_or_refused_without_breaking():
    many = {f"establishments-{number}-name": "A" for number in range(1, 100)}
    assert asked("collective", many).status_code == 200


def test_nothing_is_kept_set_asked_of_the_database_or_logged(caplog: pytest.LogCaptureFixture):
    def refused(*_: object) -> None:
        raise AssertionError("a calculator asked the database")

    with connection.execute_wrapper(refused), caplog.at_level(logging.DEBUG):
        for response in (asked("redundancy-pay"), asked("redundancy-pay", A_LEAVER), asked("redundancy-pay", {**A_LEAVER, "ends_on": "1"})):
            assert response.status_code == 200
            assert not response.cookies
            assert "private" in response.headers["Cache-Control"]
    assert "1975-03-27" not in caplog.text


def test_calculators_are_only_read_and_only_those_that_there_are():
    assert Client(SERVER_NAME="localhost").post("/calculators/deadline/", A_DEADLINE).status_code in (403, 405)
    assert asked("nothing").status_code == 404
    listed = text_of(Client(SERVER_NAME="localhost").get("/calculators/"))
    assert all(words_of(name).asks in listed for name in CALCULATORS)
