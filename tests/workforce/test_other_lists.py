"""The lists beside staff, contracts and posts: which bad row leaves a person out, which a proposal, and which itself alone."""

from datetime import date

import pytest

from tests.workforce.small_trust import a_contract, a_person, a_post, a_school, a_trust, reading_of, told

ON = date(2026, 11, 2)
ABSENCE = {
    "Payroll Number": "000101",
    "StartDate": "01/10/2026",
    "EndDate": "02/10/2026",
    "WorkingDaysLost": "2",
    "AbsenceType": "Sickness",
    "IllnessCategory": "",
    "Notes": "",
}
LEAVE = {"Payroll Number": "000101", "Kind": "Maternity", "Employer Told": "01/05/2026", "Birth/Due Date": "", "Leave Start": "01/09/2026", "Leave End": ""}
HEALTH = {"Payroll Number": "000101", "Report Date": "01/05/2026", "Disability Confirmed": "Yes", "Adjustments Advised": "seating"}
ACTING = {"Payroll Number": "000101", "Acting As JD": "TA3", "Since": "01/05/2026", "Reason": ""}
WARNING = {"Payroll Number": "000101", "Level": "Written", "Issued": "01/05/2026", "Expires": "01/05/2027"}
QUOTE = {
    "Payroll Number": "000101",
    "Scheme": "LGPS",
    "Leaving Date": "30/04/2027",
    "Strain Quoted": "0",
    "Quote Date": "12/10/2026",
    "Valid Until": "12/04/2027",
}
TERM = {
    "Year": "2026/27",
    "Schools": "All",
    "Term": "Autumn",
    "First Day": "02/09/2026",
    "Last Day": "18/12/2026",
    "Half Term From": "26/10/2026",
    "Half Term To": "30/10/2026",
}
UNION = {"Union": "UNISON", "Staff Groups": "support", "Schools": "All", "Local Representative": "", "Recognised Since": "01/09/2014"}
DUTY = {"JD Code": "TA2", "Title": "Teaching Assistant", "Grade": "C4", "Duty": "support", "Weight %": "100"}


@pytest.mark.parametrize("row", [ABSENCE, LEAVE, HEALTH, ACTING, WARNING, QUOTE, TERM, UNION, DUTY], ids=lambda row: list(row)[1])
def test_each_list_with_nothing_wrong_is_taken(tmp_path, row):
    reading = reading_of(tmp_path, a_trust() | {"list.csv": [row]}, on=ON)
    assert (reading.problems, reading.tidied) == ((), ())


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (LEAVE, "Kind", "Sabbatical"),
        (LEAVE, "Birth/Due Date", "30/02/2026"),
        (LEAVE, "Leave End", "31/08/2026"),
        (HEALTH, "Disability Confirmed", "perhaps"),
        (ACTING, "Since", "soon"),
    ],
)
def test_a_fact_that_bears_on_the_job_leaves_the_person_out(tmp_path, row, column, value):
    reading = reading_of(tmp_path, a_trust() | {"list.csv": [row | {column: value}]})
    assert told(reading) == [("list.csv", 2, column, "person", "000101")]
    assert reading.left_out == ("000101",)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (ABSENCE, "EndDate", "30/09/2026"),
        (ABSENCE, "StartDate", "31/09/2026"),
        (ABSENCE, "WorkingDaysLost", "-1"),
        (ABSENCE, "StartDate", "N/A"),
        (WARNING, "Expires", "30/04/2026"),
        (QUOTE, "Strain Quoted", "-0.01"),
        (QUOTE, "Valid Until", "11/10/2026"),
        (UNION, "Staff Groups", ""),
        (UNION, "Staff Groups", "support; caretakers"),
        (UNION, "Schools", "Nowhere"),
        (DUTY, "Weight %", "100.01"),
        (TERM, "Last Day", "29/10/2026"),
    ],
)
def test_another_fact_leaves_itself_out_and_no_person(tmp_path, row, column, value):
    reading = reading_of(tmp_path, a_trust() | {"list.csv": [row | {column: value}]})
    assert {(each.file, each.row, each.leaves_out) for each in reading.problems} == {("list.csv", 2, "row")}
    assert (reading.taken, reading.is_whole) == (2, True)
    assert not any((reading.workforce.absences, reading.workforce.warnings, reading.workforce.pension_quotes, reading.workforce.unions))


@pytest.mark.parametrize(("starts", "is_told"), [("02/11/2026", False), ("03/11/2026", True)])
def test_an_absence_that_begins_after_the_day_of_the_exports_is_left_out(tmp_path, starts, is_told):
    trust = a_trust() | {"list.csv": [ABSENCE | {"StartDate": starts, "EndDate": ""}]}
    assert told(reading_of(tmp_path, trust, on=ON)) == [("list.csv", 2, "StartDate", "row", None)] * is_told
    assert reading_of(tmp_path, trust, on=None).problems == ()


def test_an_absence_may_end_on_the_day_it_starts_and_overlap_another(tmp_path):
    absences = [ABSENCE | {"EndDate": "01/10/2026"}, ABSENCE, ABSENCE | {"IllnessCategory": "Migraine"}]
    reading = reading_of(tmp_path, a_trust() | {"list.csv": absences})
    assert reading.problems == ()
    assert len(reading.workforce.absences) == 3


def test_the_same_absence_with_and_without_a_note_is_a_contradiction(tmp_path):
    reading = reading_of(tmp_path, a_trust() | {"list.csv": [ABSENCE, ABSENCE | {"Notes": "linked to disability"}]})
    assert told(reading) == [("list.csv", 2, "Notes", "row", None), ("list.csv", 3, "Notes", "row", None)]
    assert not reading.workforce.absences


def test_an_absence_of_somebody_unknown_leaves_itself_out(tmp_path):
    reading = reading_of(tmp_path, a_trust() | {"list.csv": [ABSENCE | {"Payroll Number": "000199"}]})
    assert told(reading) == [("list.csv", 2, "Payroll Number", "row", None)]


def test_facts_about_somebody_left_out_go_with_them(tmp_path):
    trust = a_trust() | {"list.csv": [ABSENCE], "leave.csv": [LEAVE]}
    trust["staff.csv"][0]["Date of Birth"] = ""
    workforce = reading_of(tmp_path, trust).workforce
    assert not workforce.absences and not workforce.family_leave and "000101" not in workforce.equality


@pytest.mark.parametrize(("weight", "says"), [("40", "add to 99, not 100"), ("41", None), ("42", "add to 101, not 100")])
def test_the_weights_of_a_job_add_to_a_hundred(tmp_path, weight, says):
    duties = [DUTY | {"Weight %": "59"}, DUTY | {"Duty": "displays", "Weight %": weight}]
    problems = reading_of(tmp_path, a_trust() | {"list.csv": duties}).problems
    assert [says in each.says for each in problems] == ([True] if says else [])


def test_a_job_that_no_job_description_covers_is_told_once_there_are_any(tmp_path):
    trust = a_trust() | {"list.csv": [DUTY | {"JD Code": "TA3"}]}
    assert {(each.file, each.column, each.leaves_out) for each in reading_of(tmp_path, trust).problems} == {("posts.csv", "JD Code", "nothing")}


def test_half_a_half_term_is_not_taken_for_none(tmp_path):
    reading = reading_of(tmp_path, a_trust() | {"list.csv": [TERM | {"Half Term To": ""}]})
    assert told(reading) == [("list.csv", 2, "Half Term To", "row", None)]


def test_a_union_may_be_recognised_at_some_schools_only(tmp_path):
    trust = a_trust() | {"register.csv": [a_school(), a_school("Teasel School", URN="990202")]}
    trust["unions.csv"] = [UNION | {"Schools": "teasel school"}]
    trust["posts.csv"].append(a_post("P5", "", School="Teasel School"))
    (union,) = (workforce := reading_of(tmp_path, trust).workforce).unions.values()
    assert union.schools == ("Teasel School",)
    assert [union.is_recognised_for(workforce.posts[post_id]) for post_id in ("P1", "P5")] == [False, True]


FATES = [{"Post ID": "P1", "Fate": "deleted", "Reason": ""}, {"Post ID": "P2", "Fate": "Kept", "Reason": ""}]


def test_a_proposal_is_found_by_the_name_of_its_files(tmp_path):
    new_posts = [{"New Post ID": "N1", "JD Code": "TA3", "Number": "2", "Hours/Week": "26", "School": "Heron School"}]
    proposals = reading_of(tmp_path, a_trust() | {"proposal-pastoral-care-current.csv": FATES, "proposal-pastoral-care-new.csv": new_posts}).workforce.proposals
    assert list(proposals) == ["pastoral-care"]
    assert [each.fate for each in proposals["pastoral-care"].fates] == ["deleted", "kept"]
    assert proposals["pastoral-care"].new_posts[0].number == 2


@pytest.mark.parametrize(("column", "value"), [("Post ID", "P9"), ("Fate", "merged"), ("Fate", "")])
def test_a_proposal_with_a_row_that_cannot_be_read_is_left_out_whole(tmp_path, column, value):
    trust = a_trust() | {"proposal-one-current.csv": [FATES[0] | {column: value}, FATES[1]], "proposal-two-current.csv": FATES}
    reading = reading_of(tmp_path, trust)
    assert told(reading) == [("proposal-one-current.csv", 2, column, "proposal", "one")]
    assert (reading.left_out_proposals, reading.left_out, list(reading.workforce.proposals)) == (("one",), (), ["two"])
    assert not reading.is_whole
    assert len(reading.reasons("one")) == 1


def test_a_post_with_two_fates_leaves_the_proposal_out(tmp_path):
    reading = reading_of(tmp_path, a_trust() | {"proposal-one.csv": [FATES[0], FATES[0] | {"Fate": "changed"}]})
    assert reading.left_out_proposals == ("one",)


def test_two_proposals_may_each_say_something_of_one_post(tmp_path):
    reading = reading_of(tmp_path, a_trust() | {"proposal-one.csv": FATES, "proposal-two.csv": [FATES[0] | {"Fate": "changed"}]})
    assert reading.problems == ()
    assert {name: proposal.fates[0].fate for name, proposal in reading.workforce.proposals.items()} == {"one": "deleted", "two": "changed"}


def test_the_fates_of_posts_in_a_file_with_another_name_are_no_proposal(tmp_path):
    reading = reading_of(tmp_path, a_trust() | {"ideas.csv": FATES})
    assert [each.file for each in reading.not_recognised] == ["ideas.csv"]
    assert not reading.workforce.proposals


def test_a_central_team_by_two_names_is_two_establishments_and_both_are_told(tmp_path):
    trust = a_trust()
    trust["staff.csv"].append(a_person("000103", School="Fen Trust Central Team"))
    trust["contracts.csv"].append(a_contract("000103", "P5", School="Head Office"))
    trust["posts.csv"].append(a_post("P5", "000103", School="HEAD OFFICE"))
    reading = reading_of(tmp_path, trust)
    assert [each.says for each in reading.tidied if each.kind == "establishments added"] == [
        "Fen Trust Head Office is in no register: added as an establishment of its own.",
        "Fen Trust Central Team is in no register: added as an establishment of its own.",
    ]


def test_with_several_trusts_in_the_register_nobody_can_say_whose_central_team_is_meant(tmp_path):
    trust = a_trust() | {"register.csv": [a_school(), a_school("Teasel School", **{"URN": "990202", "Trusts (name)": "Wold Trust"})]}
    trust["staff.csv"][0]["School"] = "Central Team"
    assert reading_of(tmp_path, trust).left_out == ("000101",)


def test_a_school_may_be_named_by_its_reference_number(tmp_path):
    trust = a_trust()
    trust["staff.csv"][0]["School"] = "990201"
    assert reading_of(tmp_path, trust).workforce.people["000101"].school == "Heron School"


def test_a_job_with_two_titles_is_told(tmp_path):
    duties = [DUTY | {"Weight %": "40"}, DUTY | {"Duty": "displays", "Weight %": "60", "Title": "Helper"}]
    reading = reading_of(tmp_path, a_trust() | {"list.csv": duties})
    assert told(reading) == [("list.csv", 3, "Title", "nothing", None)]
    assert reading.workforce.job_descriptions["TA2"].title == "Teaching Assistant"
    assert [each.duty for each in reading.workforce.job_descriptions["TA2"].duties] == ["displays", "support"]
