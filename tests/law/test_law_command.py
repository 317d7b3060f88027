import io
import json
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest

from evenhand.cli import main
from evenhand.law.calculators import CALCULATORS

A_DEADLINE = {"from": "2027-05-27", "number": 2, "day_type": "working"}
ANSWERED_ON = "2027-06-01"


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs `evenhand law` with those arguments and that input: its status, its output, its messages."""

    def run(*arguments: str, given: bytes | object = b"") -> tuple[int, str, str]:
        content = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        status = main(["law", *arguments])
        return status, *capsys.readouterr()

    return run


def test_the_calculators_are_listed_with_a_line_each(law: Any):
    status, output, messages = law()
    assert (status, messages) == (0, "")
    assert [line.split("  ")[0] for line in output.splitlines()] == ["redundancy-pay", "notice", "collective", "deadline"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_schema_describes_every_field_of_the_input_and_the_reasons_in_the_output(law: Any, name: str):
    status, output, _ = law(name, "--schema")
    schema = json.loads(output)
    assert status == 0
    assert all(field.get("description") for field in schema["input"]["properties"].values())
    assert {"because", "cites", "assumptions"} <= schema["output"]["properties"].keys()


def test_a_schema_has_the_names_that_others_script_against(law: Any):
    schemas = {name: json.loads(law(name, "--schema")[1]) for name in CALCULATORS}
    assert set(schemas["redundancy-pay"]["input"]["required"]) == {"date_of_birth", "service_from", "ends_on", "weekly_pay"}
    assert set(schemas["notice"]["input"]["required"]) == {"service_from", "given_on", "contract"}
    assert set(schemas["collective"]["input"]["required"]) == {"first_dismissal_on", "establishments"}
    assert set(schemas["deadline"]["input"]["required"]) == {"from", "number", "day_type"}
    assert {"date", "counted"} <= schemas["deadline"]["output"]["properties"].keys()
    assert schemas["redundancy-pay"]["output"]["properties"]["amount"]["type"] == "string"


def test_an_object_is_answered_with_an_object(law: Any):
    status, output, messages = law("deadline", given=A_DEADLINE)
    assert (status, json.loads(output)["date"], messages) == (0, ANSWERED_ON, "")


def test_an_array_is_answered_with_an_array(law: Any):
    status, output, messages = law("deadline", given=[A_DEADLINE, A_DEADLINE])
    assert (status, [answer["date"] for answer in json.loads(output)], messages) == (0, [ANSWERED_ON] * 2, "")
    assert law("deadline", given=[])[:2] == (0, "[]\n")


def test_an_item_that_cannot_be_answered_becomes_an_error_in_its_place_and_the_rest_are_answered(law: Any):
    status, output, messages = law("deadline", given=[{"from": "2027-02-30", "number": 1.5}, A_DEADLINE, 5])
    first, second, third = json.loads(output)
    assert status == 2
    assert first["error"]["problems"] == [
        {"field": "from", "value": "2027-02-30", "says": 'from is "2027-02-30": there is no such day: check the month and the day.'},
        {"field": "number", "value": "1.5", "says": "number is 1.5: it must be a whole number."},
        {"field": "day_type", "value": None, "says": "day_type is missing: give calendar, working or school."},
    ]
    assert second["date"] == ANSWERED_ON
    assert third["error"]["problems"][0]["value"] == 5
    assert [line.split(":")[0] for line in messages.splitlines()] == ["Item 1", "Item 1", "Item 1", "Item 3"]


def test_a_single_bad_question_is_told_on_standard_error_only(law: Any):
    status, output, messages = law("deadline", given={"from": "2027-02-30", "number": 0, "day_type": "working"})
    assert (status, output) == (2, "")
    assert messages.splitlines() == ['from is "2027-02-30": there is no such day: check the month and the day.', "number is 0: it must be 1 or more."]


def test_what_is_not_known_is_told_as_such(law: Any):
    status, output, messages = law(
        "redundancy-pay", given={"date_of_birth": "1970-01-01", "service_from": "2000-01-01", "ends_on": "2027-08-31", "weekly_pay": 700.10}
    )
    assert (status, output) == (2, "")
    assert messages.startswith("The most that counts as a week's pay (ERA 1996 s.227(1)) is not known on Tuesday 31 August 2027.")
    status, output, _ = law("deadline", given=[A_DEADLINE | {"from": "2028-12-29"}])
    assert (status, len(json.loads(output)[0]["error"]["problems"])) == (2, 1)


def test_every_fault_of_a_calendar_file_is_told(law: Any, tmp_path: Any):
    path = tmp_path / "calendar.yaml"
    path.write_text("schol: 5\n")
    status, _, messages = law("deadline", given=A_DEADLINE | {"day_type": "school", "calendar": str(path)})
    assert (status, len(messages.splitlines())) == (2, 3)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Nothing was given on standard input: give one JSON object, or an array of them."),
        (b" \n", "Nothing was given on standard input"),
        (b"{", "What was given is not JSON: Expecting property name"),
        (b"service from 2019", "What was given is not JSON: Expecting value"),
        (b'{"number": NaN}', "What was given is not JSON: NaN is no number."),
        (b'{"from": 2, "number": 1, "number": 3}', "What was given can be read in two ways: 'number' stands twice in one object. Give it once."),
        ('{"name": "Café"}'.encode("latin-1"), "What was given is not UTF-8: byte 14 is 0xe9. Save it as UTF-8."),
        (b"[" * 100_000, "What was given is not JSON: "),
        (b"1" * 5_000, "What was given is not JSON: "),
        (b"1e99999999999999999999", "What was given is not JSON: "),
    ],
)
def test_what_is_not_json_is_refused_with_the_reason(law: Any, content: bytes, says: str):
    status, output, messages = law("deadline", given=content)
    assert (status, output) == (2, "")
    assert messages.startswith(says)
    assert messages.endswith("`evenhand law deadline --schema` prints what is expected.\n")


def test_a_name_that_stands_twice_is_found_at_once_among_many(law: Any):
    names = [*(f"name {number}" for number in range(50_000)), "name 49999"]
    began = monotonic()
    status, _, messages = law("deadline", given=b"{" + b", ".join(b'"%s": 1' % name.encode() for name in names) + b"}")
    assert (status, "'name 49999' stands twice" in messages) == (2, True)
    assert monotonic() - began < 5, "seconds: comparing every name with every other takes many more"


def test_a_byte_order_mark_does_no_harm(law: Any):
    assert law("deadline", given=b"\xef\xbb\xbf" + json.dumps(A_DEADLINE).encode())[0] == 0


def test_names_come_back_as_they_were_given_in_utf_8(law: Any):
    given = {"first_dismissal_on": "2026-12-31", "establishments": [{"name": "Ysgol Tŷ Gwyn", "proposed_dismissals": 1}]}
    assert "Ysgol Tŷ Gwyn" in law("collective", given=given)[1]
    half = given | {"establishments": [{"name": "\ud800", "proposed_dismissals": 1}]}
    status, output, _ = law("collective", given=[half])
    assert (status, json.loads(output)[0]["error"]["problems"][0]["value"]) == (2, "\ud800")


def test_an_unknown_calculator_names_the_nearest(law: Any):
    assert law("redundancy") == (2, "", "There is no calculator 'redundancy'; the nearest is redundancy-pay. `evenhand law` lists them.\n")


def test_a_schema_of_no_calculator_is_refused(law: Any):
    assert law("--schema") == (2, "", "Name the calculator whose schema is wanted.\n")
