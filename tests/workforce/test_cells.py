"""Single cells: what is read, what is tidied and said, what is refused. And the lists in YAML that the types promise."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.workforce import kinds
from evenhand.workforce.cells import CellReader, Unreadable, tidy_text
from evenhand.workforce.dates import DateHabit, NotADay, date_habit, day_from
from evenhand.workforce.schools import KnownSchools
from evenhand.workforce.structure import School
from evenhand.workforce.tables import table_named
from evenhand.workforce.words import choices

READER = CellReader(KnownSchools([School("St Ann’s – Infant", "990201", None, None, "Fen Trust")]), DateHabit("dd/mm/yyyy"))


def read(table: str, column: str, raw: str) -> tuple[object, list[str]]:
    spec = next(each for each in table_named(table).columns if each.name == column)
    value, tidied = READER.value(spec, raw)
    return value, [each.kind for each in tidied]


@pytest.mark.parametrize(
    ("raw", "value", "tidied"),
    [
        ("64691.00", Decimal("64691.00"), []),
        ("64691", Decimal("64691"), []),
        ("£64,691.00", Decimal("64691.00"), ["signs in numbers"]),
        (" £ 1,064,691 ", Decimal("1064691"), ["stray spaces", "signs in numbers"]),
        ("GBP 64691", Decimal("64691"), ["signs in numbers"]),
        (".5", Decimal("0.5"), []),
        ("999999999.99", Decimal("999999999.99"), []),
    ],
)
def test_money_is_read_with_signs_and_without(raw, value, tidied):
    assert read("contracts", "annual_salary", raw) == (value, tidied)


@pytest.mark.parametrize(
    "raw",
    [
        "64.691,00",
        "64,69",
        "6,4691",
        "1,06,4691",
        "64691 p.a.",
        "64k",
        "six",
        "NaN",
        "Infinity",
        "1e5",
        "٦٤",
        "--5",
        "(5",
        "12 34",
        "£",
        "1000000000",
        "9" * 5000,
    ],
)
def test_money_that_could_be_read_in_two_ways_or_none_is_refused(raw):
    with pytest.raises(Unreadable, match="is not a number that can be read"):
        read("contracts", "annual_salary", raw)


@pytest.mark.parametrize("raw", ["-1", "−1", "£-1", "-£1", "(1)", "(£1.00)"])
def test_a_negative_sum_is_seen_however_it_is_written(raw):
    with pytest.raises(Unreadable, match="must be above 0"):
        read("contracts", "annual_salary", raw)


@pytest.mark.parametrize(("raw", "is_read"), [("0", True), ("2", True), ("2.0", True), ("2.5", False), ("-1", False)])
def test_a_count_is_a_whole_number_and_not_below_nothing(raw, is_read):
    if is_read:
        assert read("agency_workers", "number", raw)[0] == int(float(raw))
    else:
        with pytest.raises(Unreadable):
            read("agency_workers", "number", raw)


@pytest.mark.parametrize(("raw", "is_read"), [("0", True), ("100%", True), ("100.01", False), ("-0.01", False)])
def test_a_share_is_between_nothing_and_a_hundred(raw, is_read):
    if is_read:
        assert read("matches", "match_percent", raw)[0] == Decimal(raw.strip("%"))
    else:
        with pytest.raises(Unreadable):
            read("matches", "match_percent", raw)


@pytest.mark.parametrize(("raw", "is_read"), [("0", False), ("0.01", True), ("53", True), ("53.01", False)])
def test_a_year_has_weeks_and_not_more_than_it_has(raw, is_read):
    if is_read:
        assert read("contracts", "weeks_per_year", raw)[0] == Decimal(raw)
    else:
        with pytest.raises(Unreadable):
            read("contracts", "weeks_per_year", raw)


@pytest.mark.parametrize("raw", ["St Ann's - Infant", "ST ANN’S – INFANT", "  St  Ann’s – Infant ", "St Anns Infant", "990201"])
def test_a_school_is_known_however_it_is_spaced_capitalised_and_pointed(raw):
    value, tidied = read("people", "school", raw)
    assert value == "St Ann’s – Infant"
    assert tidied


@pytest.mark.parametrize("raw", ["St Anne’s – Infant", "St Ann’s", "Infant", "99020"])
def test_a_school_is_never_the_nearest_one(raw):
    with pytest.raises(Unreadable, match="no school of the register"):
        read("people", "school", raw)


def test_of_two_schools_with_names_alike_only_the_exact_name_or_number_is_taken():
    register = [School(name, urn, None, None, "Fen Trust") for name, urn in (("St Anns", "990201"), ("St Ann’s", "990202"))]
    schools = KnownSchools(register)
    assert [schools.named(text) for text in ("St Anns", "St Ann’s", "990201", "990202")] == register * 2
    with pytest.raises(Unreadable, match="St. Anns may be St Anns or St Ann’s. Write the name, or its reference number, as the register has it"):
        column = next(each for each in table_named("people").columns if each.name == "school")
        CellReader(schools, READER.habit).value(column, "St. Anns")


@pytest.mark.parametrize("word", ["N/A", "n/a", "#N/A", "-", " -- ", "not applicable"])
def test_a_word_for_nothing_is_nothing_where_nothing_may_stand(word):
    value, tidied = read("contracts", "grade", word)
    assert value is None
    assert tidied[-1] == "words for nothing"
    with pytest.raises(Unreadable, match="where a date is needed"):
        read("people", "date_of_birth", word)


def test_a_surname_may_be_null():
    assert read("people", "last_name", "Null") == ("Null", [])


@pytest.mark.parametrize("raw", ["Wo\u0301jcik", "Wójcik\u00a0", "\u200bWójcik", "\u202eWójcik\u202c", "\u2066Wójcik\u2069\u200e"])
def test_a_name_is_spelt_in_one_way(raw):
    assert read("people", "last_name", raw) == ("Wójcik", ["stray spaces"])


@given(st.text(max_size=40))
def test_tidying_twice_is_tidying_once(raw):
    once, _ = tidy_text(raw)
    assert tidy_text(once) == (once, [])


DAY_FIRST = DateHabit("dd/mm/yyyy")


@pytest.mark.parametrize(
    "text",
    ["05/03/2026", "5/3/2026", "05-03-2026", "05.03.2026", "2026-03-05", "2026-3-5", "5 March 2026", "05-Mar-2026", "5/3/2026 00:00", "2026-03-05T00:00"],
)
def test_a_day_is_read_in_each_way_of_writing_it(text):
    assert day_from(text, DAY_FIRST)[0] == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["", "05/03/26", "2026/03/05", "20260305", "05/03-2026", "46086", "05/03/2026 09:30", "5 Mars 2026", "March 2026", "00/03/2026", "32/03/2026", "05/00/2026",
     "29/02/2027", "05/03/1899", "05/03/2200", "٠٥/٠٣/٢٠٢٦", "yesterday"],
)  # fmt: skip
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotADay):
        day_from(text, DAY_FIRST)


@pytest.mark.parametrize("text", ["29/02/2028", "01/01/1900", "31/12/2199"])
def test_the_last_days_that_are_days(text):
    assert day_from(text, DAY_FIRST)[0]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_in_the_order_that_the_profile_names(day):
    assert day_from(f"{day:%d/%m/%Y}", DAY_FIRST) == (day, "dd/mm/yyyy")
    assert day_from(f"{day:%m/%d/%Y}", DateHabit("dd/mm/yyyy", "month-first"))[0] == day
    assert day_from(day.isoformat(), DAY_FIRST) == (day, "yyyy-mm-dd")


@pytest.mark.parametrize(
    ("texts", "order", "is_in_doubt"),
    [
        (["01/09/2015", "12/12/2015"], "day-first", False),
        (["01/09/2015", "01/12/2015", "01/13/2015"], "day-first", True),
        (["13/09/2015", "01/13/2015"], "day-first", False),
        (["01/09/2015", "31/02/1980"], "day-first", False),
        (["01/09/2015", "13/09/2015"], "month-first", True),
        (["01/09/2015", "09/13/2015"], "month-first", False),
        (["01/09/2015", "01/32/2015"], "day-first", False),
    ],
)
def test_a_file_is_in_doubt_if_all_that_tells_speaks_against_the_profile(texts, order, is_in_doubt):
    assert date_habit(texts, order).is_in_doubt == is_in_doubt


def test_in_doubt_only_what_can_be_read_in_one_way_is_read():
    doubtful = DateHabit("dd/mm/yyyy", is_in_doubt=True)
    assert day_from("03/03/2026", doubtful)[0] == date(2026, 3, 3)
    assert day_from("2026-03-05", doubtful)[0] == date(2026, 3, 5)
    with pytest.raises(NotADay, match="may have the day or the month first"):
        day_from("05/03/2026", doubtful)


@pytest.mark.parametrize("kind", [kinds.NoticeTerms, kinds.ContractType, kinds.StaffGroup, kinds.LeaveKind, kinds.Fate])
def test_the_values_of_a_list_in_yaml_are_those_that_its_type_promises(kind):
    literal, one_of = get_args(kind)
    assert set(choices(one_of.words).values()) == set(get_args(literal))


@pytest.mark.parametrize(("written", "terms"), [("Burgundy Book", "teacher"), ("Burgundy Book (head)", "headteacher"), ("GREEN BOOK", "statutory")])
def test_notice_terms_follow_the_conditions_of_service(written, terms):
    assert read("contracts", "notice_terms", written)[0] == terms
