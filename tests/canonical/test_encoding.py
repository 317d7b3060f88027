"""The canonical form: what is written, what is refused, and that nothing else reads."""

import enum
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.canonical.encoding import DEEPEST_NESTING, LARGEST_NUMBER, NotCanonical, bytes_from_hex, decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
scalars = st.none() | st.booleans() | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER) | texts
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12)
AN_ACT = {"kind": "change.score", "schema": 1, "on": "2026-11-21", "facts": {"weeks": 12, "met": True, "note": "rated “ünder” 𝟛"}, "files": []}


def problem_with(value: object) -> str:
    with pytest.raises(NotCanonical) as refused:
        encode(value)
    return str(refused.value)


def problem_of(data: bytes) -> str:
    with pytest.raises(NotCanonical) as refused:
        decode(data)
    return str(refused.value)


def nested(levels: int) -> Any:
    value: Any = 0
    for _ in range(levels):
        value = [value]
    return value


@given(values)
def test_what_is_encoded_is_read_back_equal(value: Any) -> None:
    assert decode(encode(value)) == value


@given(values)
def test_the_bytes_follow_the_definition(value: Any) -> None:
    assert encode(value) == by_the_definition(value).encode("utf-8")


def by_the_definition(value: Any) -> str:
    """The form written out a second time, from its description alone."""
    if isinstance(value, dict):
        return "{" + ",".join(by_the_definition(key) + ":" + by_the_definition(value[key]) for key in sorted(value, key=lambda k: [ord(c) for c in k])) + "}"
    if isinstance(value, list):
        return "[" + ",".join(by_the_definition(item) for item in value) + "]"
    if isinstance(value, str):
        short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
        return '"' + "".join(short.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x20 else c) for c in value) + '"'
    return {True: "true", False: "false", None: "null"}[value] if value is None or isinstance(value, bool) else f"{value:d}"


def test_keys_stand_in_the_order_of_their_code_points() -> None:
    assert encode({"b": 1, "a": 2, "B": 3, "𝟛": 4, "\uffff": 5, "": 6}) == '{"":6,"B":3,"a":2,"b":1,"\uffff":5,"𝟛":4}'.encode()


def test_every_character_below_space_is_escaped_and_no_other() -> None:
    written = encode("".join(map(chr, range(0x00, 0x20))) + '"\\/\x7f\u2028é').decode()
    assert written == (
        '"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f'
        "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f"
        '\\"\\\\/\x7f\u2028é"'
    )


def test_text_keeps_its_code_points_whether_normalised_or_not() -> None:
    assert decode(encode("e\u0301")) == "e\u0301"
    assert encode("e\u0301") != encode("\u00e9")


@pytest.mark.parametrize("number", [LARGEST_NUMBER, -LARGEST_NUMBER, 0, -1])
def test_numbers_that_every_reader_holds_exactly_are_taken(number: int) -> None:
    assert decode(encode(number)) == number


@pytest.mark.parametrize("number", [LARGEST_NUMBER + 1, -LARGEST_NUMBER - 1])
def test_numbers_beyond_that_are_refused_both_ways(number: int) -> None:
    assert problem_with(number) == "value is beyond 9007199254740991: write it as text"
    assert problem_of(str(number).encode()) == "value is beyond 9007199254740991: write it as text"


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert "is beyond" in problem_of(b"9" * 5000)


class Word(enum.StrEnum):
    YES = "yes"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1.5, "value is 1.5, of type float"),
        (float("nan"), "value is nan, of type float"),
        ((1, 2), "value is (1, 2), of type tuple"),
        ({"a": {1, 2}}, "value.a is {1, 2}, of type set"),
        ([0, b"x"], "value[1] is b'x', of type bytes"),
        (Word.YES, "of type Word"),
        ({1: "a"}, "value has the key 1: keys are text"),
        ({Word.YES: "a"}, "value has the key <Word.YES: 'yes'>"),
        ("\ud800", "value holds half of a surrogate pair"),
        ({"\udfff": 1}, "value has the key '\\udfff'"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: object, says: str) -> None:
    assert says in problem_with(value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(NotCanonical) as refused:
        encode({"pay": 10.5, "people": [{"age": 2**60}, {3: None}]})
    assert [problem.split(" ")[0] for problem in refused.value.problems] == ["value.pay", "value.people[0].age", "value.people[1]"]


def test_a_value_inside_itself_is_refused() -> None:
    ring: list[Any] = []
    ring.append(ring)
    assert "nests lists and objects more than 64 deep" in problem_with(ring)


def test_the_deepest_nesting_is_taken_and_one_more_is_not() -> None:
    assert decode(encode(nested(DEEPEST_NESTING))) == nested(DEEPEST_NESTING)
    assert "more than 64 deep" in problem_with(nested(DEEPEST_NESTING + 1))
    assert "more than 64 deep" in problem_of(b"[" * 65 + b"0" + b"]" * 65)


def test_a_hundred_thousand_opening_brackets_are_refused_and_not_a_crash() -> None:
    assert "more than 64 deep" in problem_of(b"[" * 100_000 + b"]" * 100_000)


def test_the_size_limit_is_the_last_size_taken() -> None:
    assert decode(encode("abc", at_most_bytes=5), at_most_bytes=5) == "abc"
    with pytest.raises(NotCanonical, match="5 bytes are more than the 4 taken here"):
        encode("abc", at_most_bytes=4)
    with pytest.raises(NotCanonical, match="5 bytes are more than the 4 taken here"):
        decode(b'"abc"', at_most_bytes=4)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "this is not JSON"),
        (b"\xef\xbb\xbf1", "this is not JSON"),
        (b"1 ", "another spelling from character 1"),
        (b"\n1", "another spelling from character 0"),
        (b'{"a": 1}', "another spelling from character 5"),
        (b"[1,]", "this is not JSON"),
        (b"1 2", "this is not JSON"),
        (b'{"b":1,"a":2}', "another spelling from character 2"),
        (b'{"a":1,"a":1}', "the key 'a' stands twice"),
        (b'[{"x":{"a":1,"b":2,"a":3}}]', "the key 'a' stands twice"),
        (b"-0", "another spelling"),
        (b"1.0", "of type float"),
        (b"1e3", "of type float"),
        (b"NaN", "of type float"),
        (b"-Infinity", "of type float"),
        (b"01", "this is not JSON"),
        (b'"\\u0041"', "another spelling"),
        (b'"\\u001F"', "another spelling"),
        (b'"\\/"', "another spelling"),
        (b'"\\u00e9"', "another spelling"),
        (b'"\\ud83d\\ude00"', "another spelling"),
        (b'"\\ud83d"', "half of a surrogate pair"),
        (b'"\x01"', "this is not JSON"),
        (b'"\xff"', "byte 1 is not UTF-8"),
        (b'"\xc0\xaf"', "byte 1 is not UTF-8"),
        (b'"\xed\xa0\x80"', "byte 1 is not UTF-8"),
        ('"é"'.encode("utf-16"), "not UTF-8"),
        ("1".encode("utf-16-le"), "this is not JSON"),
    ],
)
def test_any_other_spelling_is_refused_and_explained(data: bytes, says: str) -> None:
    assert says in problem_of(data)


@given(st.binary(max_size=40))
def test_bytes_either_are_canonical_or_are_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


@given(values, st.sampled_from([{"indent": 1}, {"separators": (", ", ":")}, {"ensure_ascii": True}]))
def test_what_other_writers_of_json_make_is_refused_unless_it_is_the_same(value: Any, manner: dict[str, Any]) -> None:
    written = json.dumps(value, **{"ensure_ascii": False, "separators": (",", ":"), **manner}).encode()
    if written == encode(value):
        assert decode(written) == value
    else:
        assert problem_of(written)


def test_any_one_byte_changed_is_refused_or_is_another_value() -> None:
    data = encode(AN_ACT)
    for place in range(len(data)):
        for byte in set(range(256)) - {data[place]}:
            changed = data[:place] + bytes([byte]) + data[place + 1 :]
            try:
                assert decode(changed) != AN_ACT
            except NotCanonical:
                continue


def test_hexadecimal_has_one_spelling() -> None:
    assert bytes_from_hex("00ff", 2) == b"\x00\xff"
    for other in ("00FF", "00f", "00ff00", " 0ff", "00ff\n", "0x00", "٠٠ff", b"00ff", None, 12):
        with pytest.raises(NotCanonical, match="is not 4 lower-case hexadecimal digits"):
            bytes_from_hex(other, 2)


def test_problems_never_repeat_a_long_value_whole() -> None:
    assert len(problem_with({"a": b"x" * 10_000})) < 200
    assert len(str(pytest.raises(NotCanonical, bytes_from_hex, "g" * 10_000, 32).value)) < 300


def test_checking_costs_no_more_than_a_few_times_reading_and_writing_json() -> None:
    data = encode(AN_ACT)

    def seconds(work: Any) -> float:
        began = time.process_time()
        for _ in range(3000):
            work()
        return time.process_time() - began

    def plainly() -> None:
        json.dumps(json.loads(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert min(seconds(lambda: decode(data)) for _ in range(3)) < 5 * min(seconds(plainly) for _ in range(3))
