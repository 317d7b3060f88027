"""A person is taken with all their contracts or left out, with every reason; what is not theirs alone leaves out itself alone."""

from datetime import date

import pytest

from evenhand.workforce.reading import read_exports
from tests.workforce.small_trust import a_contract, a_person, a_post, a_school, a_trust, reading_of, told

STAFF, CONTRACT = ("staff.csv", 2), ("contracts.csv", 2)


def test_a_trust_with_nothing_wrong_is_taken_whole_and_nothing_is_said(tmp_path):
    reading = reading_of(tmp_path, a_trust())
    assert (reading.taken, reading.problems, reading.tidied, reading.left_out) == (2, (), (), ())
    assert reading.is_whole


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("Date of Birth", "31/02/1980", "February 1980 has 29 days"),
        ("Date of Birth", "14/13/1980", "the month 13"),
        ("Date of Birth", "", "Nothing is recorded where a date is needed"),
        ("Date of Birth", "N/A", "N/A stands where a date is needed"),
        ("Date of Birth", "unknown", "unknown is not a date"),
        ("Date of Birth", "14/05/80", "all four digits of the year"),
        ("Date of Birth", "29355", "is not a date"),
        ("Date of Birth", "14/05/1080", "the year 1080"),
        ("Continuous Service Date", "13/05/1980", "is before Date of Birth 14/05/1980"),
        ("School", "Herron School", "is no school of the register"),
        ("Last Name", " ", "Nothing is recorded"),
    ],
)
def test_a_staff_row_that_cannot_be_read_leaves_the_person_out(tmp_path, column, value, says):
    trust = a_trust()
    trust["staff.csv"][0][column] = value
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [(*STAFF, column, "person", "000101")]
    assert says in reading.problems[0].says
    assert (reading.taken, reading.left_out) == (1, ("000101",))
    assert not reading.workforce.employments_of("000101")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("Contract Start", "31/11/2015", "November 2015 has 30 days"),
        ("Contract Start", "31/08/2010", "before the continuous service, 01/09/2010 (staff.csv row 2)"),
        ("Contract End", "31/08/2015", "is before Contract Start 01/09/2015"),
        ("Contract Type", "Agile", "no contract type that is known"),
        ("Notice Terms", "Black Book", "no notice terms that is known"),
        ("FTE", "0", "must be above 0"),
        ("FTE", "1.0001", "must be 1 or less"),
        ("FTE", "80%", "must be 1 or less"),
        ("FTE", "0,8", "is not a number"),
        ("Annual Salary", "-24790.00", "must be above 0"),
        ("Annual Salary", "(£24,790.00)", "must be above 0"),
        ("Annual Salary", "£0.00", "must be above 0"),
        ("Annual Salary", "24,79", "is not a number"),
        ("Annual Salary", "", "Nothing is recorded where a number is needed"),
        ("Hours/Week", "168.01", "must be 168 or less"),
        ("Post ID", "P9", "is not in the list of posts"),
        ("School", "Herron School", "is no school of the register"),
    ],
)
def test_a_contract_that_cannot_be_read_leaves_the_person_out(tmp_path, column, value, says):
    trust = a_trust()
    trust["posts.csv"][0]["Holder"] = "" if column == "Post ID" else "000101"
    trust["contracts.csv"][0] |= {"Contract Type": "Temporary", column: value}
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [(*CONTRACT, column, "person", "000101")]
    assert says in reading.problems[0].says
    assert reading.left_out == ("000101",)


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        ("staff.csv", "Continuous Service Date", "14/05/1980"),
        ("staff.csv", "Date of Birth", "29/02/1980"),
        ("contracts.csv", "Contract Start", "01/09/2010"),
        ("contracts.csv", "FTE", "1"),
        ("contracts.csv", "FTE", "0.0001"),
        ("contracts.csv", "Annual Salary", "0.01"),
        ("contracts.csv", "Hours/Week", "168"),
        ("contracts.csv", "Hours/Week", ""),
    ],
)
def test_what_is_just_within_bounds_is_taken(tmp_path, file, column, value):
    trust = a_trust()
    trust[file][0][column] = value
    assert reading_of(tmp_path, trust).problems == ()


@pytest.mark.parametrize(("ends", "is_left_out"), [("31/08/2010", False), ("01/09/2010", True)])
def test_a_contract_may_have_ended_before_the_continuous_service_began(tmp_path, ends, is_left_out):
    trust = a_trust()
    trust["contracts.csv"][0] |= {"Contract Type": "Temporary", "Contract Start": "01/09/2008", "Contract End": ends}
    assert bool(reading_of(tmp_path, trust).left_out) == is_left_out


def test_a_person_with_one_bad_contract_of_two_is_not_taken_in_part(tmp_path):
    trust = a_trust()
    trust["contracts.csv"][2]["Annual Salary"] = "-1"
    reading = reading_of(tmp_path, trust)
    assert reading.left_out == ("000102",)
    assert [each.payroll_number for each in reading.workforce.employments.values()] == ["000101"]


def test_the_post_of_somebody_left_out_is_still_known_as_held(tmp_path):
    trust = a_trust()
    trust["staff.csv"][0]["Date of Birth"] = ""
    posts = reading_of(tmp_path, trust).workforce.posts
    assert posts["P1"].holders == ("000101",)
    assert [post.post_id for post in posts.values() if post.is_vacant] == ["P4"]


def test_every_problem_is_told_at_once(tmp_path):
    trust = a_trust()
    trust["staff.csv"][0] |= {"Date of Birth": "31/02/1980", "Continuous Service Date": "N/A", "School": "Nowhere"}
    trust["contracts.csv"][0] |= {"FTE": "2", "Annual Salary": "-1"}
    assert [(each.row, each.column) for each in reading_of(tmp_path, trust).reasons("000101")] == [
        (2, "FTE"),
        (2, "Annual Salary"),
        (2, "Date of Birth"),
        (2, "Continuous Service Date"),
        (2, "School"),
    ]


def test_a_person_listed_twice_alike_is_taken_once(tmp_path):
    trust = a_trust()
    trust["staff.csv"].append(trust["staff.csv"][0] | {"Last Name": "Okoro ", "School": "HERON SCHOOL"})
    reading = reading_of(tmp_path, trust)
    assert (reading.taken, reading.problems) == (2, ())
    assert [(each.row, each.kind) for each in reading.tidied] == [(4, "stray spaces"), (4, "school names"), (4, "rows listed twice")]


def test_a_person_listed_twice_with_differing_facts_is_left_out(tmp_path):
    trust = a_trust()
    trust["staff.csv"].append(trust["staff.csv"][0] | {"Date of Birth": "15/05/1980"})
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [(*STAFF, "Date of Birth", "person", "000101"), ("staff.csv", 4, "Date of Birth", "person", "000101")]
    assert "staff.csv row 4" in reading.problems[0].says


def test_two_files_of_one_table_are_read_as_one(tmp_path):
    trust = a_trust()
    trust["staff of another school.csv"] = [trust["staff.csv"].pop()]
    assert reading_of(tmp_path, trust).taken == 2


def test_a_contract_of_nobody_in_the_staff_list_leaves_that_number_out(tmp_path):
    trust = a_trust()
    trust["contracts.csv"].append(a_contract("101", "P4"))
    trust["posts.csv"][3]["Holder"] = "101"
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [("contracts.csv", 5, "Payroll Number", "person", "101")]
    assert "000101 differs from it only in the zeros in front; it is not taken for the same" in reading.problems[0].says


def test_posts_and_contracts_must_agree_on_who_holds_a_post(tmp_path):
    trust = a_trust()
    trust["posts.csv"][0]["Holder"] = "000102"
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [(*CONTRACT, "Post ID", "person", "000101"), ("posts.csv", 2, "Holder", "person", "000102")]


def test_two_people_may_share_a_post(tmp_path):
    trust = a_trust()
    trust["contracts.csv"][0]["Post ID"] = "P2"
    trust["posts.csv"][0]["Holder"] = ""
    trust["posts.csv"][1]["Holder"] = "000102; 000101"
    assert reading_of(tmp_path, trust).problems == ()


def test_posts_and_contracts_must_agree_on_the_school(tmp_path):
    trust = a_trust() | {"register.csv": [a_school(), a_school("Teasel School", URN="990202")]}
    trust["posts.csv"][0]["School"] = "Teasel School"
    assert told(reading_of(tmp_path, trust)) == [(*CONTRACT, "School", "person", "000101")]


def test_a_post_that_cannot_be_read_leaves_its_holder_out(tmp_path):
    trust = a_trust()
    trust["posts.csv"][0]["Staff Group"] = "helpers"
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [(*CONTRACT, "Post ID", "person", "000101"), ("posts.csv", 2, "Staff Group", "row", None)]


def test_somebody_without_a_contract_is_taken_and_told(tmp_path):
    trust = a_trust()
    trust["staff.csv"].append(a_person("000103"))
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [("staff.csv", 4, "Payroll Number", "nothing", None)]
    assert (reading.taken, reading.is_whole) == (3, True)


def test_one_national_insurance_number_for_two_people_is_told(tmp_path):
    trust = a_trust()
    trust["staff.csv"][1]["NI Number"] = trust["staff.csv"][0]["NI Number"]
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [("staff.csv", 3, "NI Number", "nothing", None)]
    assert "staff.csv row 2, payroll number 000101" in reading.problems[0].says


@pytest.mark.parametrize(
    ("contract_type", "ends", "is_told"),
    [("Permanent", "", False), ("Permanent", "31/08/2027", True), ("Fixed Term", "31/08/2027", False), ("Fixed Term", "", True), ("Temporary", "", False)],
)
def test_a_fixed_term_has_an_end_and_a_permanent_contract_has_none(tmp_path, contract_type, ends, is_told):
    trust = a_trust()
    trust["contracts.csv"][0] |= {"Contract Type": contract_type, "Contract End": ends}
    assert told(reading_of(tmp_path, trust)) == [(*CONTRACT, "Contract End", "nothing", None)] * is_told


@pytest.mark.parametrize(
    ("text", "read"), [("N/A", None), ("31/08/2027", date(2027, 8, 31)), ("2027-08-31 00:00:00", date(2027, 8, 31)), ("31-Aug-2027", date(2027, 8, 31))]
)
def test_an_end_is_a_day_or_not_recorded(tmp_path, text, read):
    trust = a_trust()
    trust["contracts.csv"][0] |= {"Contract Type": "Temporary", "Contract End": text}
    (contract,) = reading_of(tmp_path, trust).workforce.employments_of("000101")
    assert contract.ends_on == read


def test_a_row_with_more_cells_than_headings_leaves_the_person_out(tmp_path):
    folder = tmp_path / "exports"
    trust = a_trust()
    reading_of(folder, trust)
    staff = folder / "staff.csv"
    staff.write_text(staff.read_text().replace("Okoro", "Okoro, MBE", 1))
    reading = read_exports(folder)
    assert reading.left_out == ("000101",)
    assert any("9 cells under 8 headings" in each.says for each in reading.problems)


def test_quotation_marks_that_do_not_match_are_told_and_somebody_is_missing(tmp_path):
    folder = tmp_path / "exports"
    reading_of(folder, a_trust())
    staff = folder / "staff.csv"
    staff.write_text(staff.read_text().replace("Rees", '"Rees', 1))
    reading = read_exports(folder)
    assert ("staff.csv", 3, None, "person", None) in told(reading)
    assert reading.left_out == ("000102",)  # her contracts name her, and the staff list does not


def test_a_post_named_twice_with_different_schools_is_not_guessed(tmp_path):
    trust = a_trust() | {"register.csv": [a_school(), a_school("Teasel School", URN="990202")]}
    trust["posts.csv"].append(a_post(School="Teasel School"))
    reading = reading_of(tmp_path, trust)
    assert reading.left_out == ("000101",)
    assert [each[:4] for each in told(reading) if each[3] == "row"] == [("posts.csv", 2, "School", "row"), ("posts.csv", 6, "School", "row")]
