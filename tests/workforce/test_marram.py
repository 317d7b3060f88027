"""The example trust: how many are taken, and each piece of its dirt, counted beforehand with awk and by eye and not by this reader."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from evenhand.calendars.school_terms import terms_of
from evenhand.workforce.reading import Reading, read_exports

MARRAM = Path(__file__).parents[2] / "examples" / "marram"
MADE_ON = date(2026, 11, 2)


@pytest.fixture(scope="module")
def marram() -> Reading:
    return read_exports(MARRAM, on=MADE_ON)


def test_everybody_but_four_is_taken_with_all_their_contracts(marram):
    workforce = marram.workforce
    assert marram.taken == len(workforce.people) == 930
    assert marram.left_out == ("009901", "009902", "009903", "009904")
    assert len(workforce.employments) == 942
    with_two = [number for number in workforce.people if len(workforce.employments_of(number)) == 2]
    assert with_two == "004921 004935 004949 006230 007308 007672 007707 008022 008491 008568 008764 009660".split()
    assert Counter(employment.contract_type for employment in workforce.employments.values()) == {"permanent": 861, "fixed-term": 57, "temporary": 24}
    assert Counter(employment.notice_terms for employment in workforce.employments.values()) == {"statutory": 528, "teacher": 400, "headteacher": 14}


def test_each_person_left_out_has_the_reason_and_the_place(marram):
    reasons = {who: [(each.file, each.row, each.column, each.value) for each in marram.reasons(who)] for who in marram.left_out}
    assert reasons == {
        "009901": [("staff.csv", 887, "Date of Birth", "31/02/1980")],
        "009902": [("staff.csv", 119, "Continuous Service Date", "01/09/1979")],
        "009903": [("staff.csv", 170, "School", "Cormorant Academy")],
        "009904": [("staff.csv", 264, "Continuous Service Date", "N/A")],
    }


def test_two_absences_are_left_out_and_not_the_people_who_had_them(marram):
    rows_left_out = [(each.file, each.row, each.column, each.value) for each in marram.problems if each.leaves_out == "row"]
    assert rows_left_out == [("absences.csv", 2092, "StartDate", "12/01/2027"), ("absences.csv", 2094, "EndDate", "02/03/2026")]
    assert {"004277", "004284"} < set(marram.workforce.people)
    # 2095 rows, less those two and one that repeats another.
    assert len(marram.workforce.absences) == 2092


def test_without_a_day_no_absence_is_said_to_lie_in_the_future():
    reading = read_exports(MARRAM)
    assert [each.row for each in reading.problems if each.leaves_out == "row"] == [2094]
    assert len(reading.workforce.absences) == 2093


def test_what_needs_an_eye_is_told_and_leaves_nothing_out(marram):
    looked_at = Counter((each.column, each.row) for each in marram.problems if each.leaves_out == "nothing")
    numbers_without_contract = {("Payroll Number", row): 1 for row in (119, 170, 264, 887)}
    assert looked_at == numbers_without_contract | {("NI Number", row): 1 for row in (170, 346, 387, 887)}


def test_there_is_no_other_problem(marram):
    assert Counter(each.leaves_out for each in marram.problems) == {"person": 4, "row": 2, "nothing": 8}
    assert not marram.is_whole


def test_what_is_merely_untidy_is_tidied_and_told(marram):
    assert Counter((each.kind, each.file, each.column) for each in marram.tidied) == {
        ("stray spaces", "staff.csv", "School"): 32,
        ("stray spaces", "staff.csv", "Last Name"): 30,
        ("school names", "staff.csv", "School"): 23,
        ("dates written otherwise", "staff.csv", "Continuous Service Date"): 41,
        ("signs in numbers", "contracts.csv", "Annual Salary"): 56,
        ("rows listed twice", "staff.csv", None): 1,
        ("rows listed twice", "absences.csv", None): 1,
        ("establishments added", "posts.csv", "School"): 1,
    }
    assert [(each.file, each.row) for each in marram.tidied if each.kind == "rows listed twice"] == [("staff.csv", 249), ("absences.csv", 2093)]


def test_the_central_team_is_an_establishment_beside_the_fourteen_of_the_register(marram):
    schools = marram.workforce.schools
    assert len(schools) == 15
    (central,) = (school for school in schools.values() if school.is_central_team)
    assert central.name == "Marram Learning Trust Central Team"
    assert central.urn is None
    at_centre = [each for each in marram.workforce.employments.values() if marram.workforce.establishment_of(each) is central]
    assert len(at_centre) == 19


def test_letters_of_every_encoding_arrive(marram):
    assert {"Samphire Infants’ School", "Eelgrass Nursery – Infant"} < set(marram.workforce.schools)  # schools.csv is cp1252
    assert {"Brânză", "Nguyễn", "Wójcik"} < {person.last_name for person in marram.workforce.people.values()}  # staff.csv is UTF-8


def test_posts_are_held_or_vacant(marram):
    vacant = [post.post_id for post in marram.workforce.posts.values() if post.is_vacant]
    assert len(marram.workforce.posts) == 954
    assert vacant == "P00158 P00345 P00346 P00556 P00585 P00641 P00745 P00746 P00830 P00884 P00885 P00916".split()


def test_one_person_and_contract_read_in_full(marram):
    ibrahim = marram.workforce.people["004235"]
    assert (ibrahim.name, ibrahim.date_of_birth, ibrahim.service_from) == ("Ibrahim Wójcik", date(1965, 1, 31), date(2025, 10, 11))
    (contract,) = marram.workforce.employments_of("004235")
    assert (contract.contract_type, contract.ends_on) == ("fixed-term", date(2027, 5, 25))
    (emeka,) = marram.workforce.employments_of("004228")
    assert emeka.annual_salary == Decimal("64691.00")  # written £64,691.00
    assert marram.workforce.people["004207"].service_from == date(2003, 9, 1)  # written 2003-09-01


def test_equality_facts_stand_apart_from_the_person(marram):
    assert marram.workforce.equality["004228"].ethnicity == "Black African"
    assert not hasattr(marram.workforce.people["004228"], "ethnicity")
    assert not hasattr(marram.workforce.people["004228"], "ni_number")


def test_the_smaller_lists_are_all_there(marram):
    workforce = marram.workforce
    sizes = {name: len(getattr(workforce, name)) for name in ("job_descriptions", "pay_scales", "vacancies", "unions", "agency_workers", "term_dates")}
    assert sizes == {"job_descriptions": 19, "pay_scales": 19, "vacancies": 26, "unions": 7, "agency_workers": 3, "term_dates": 7}
    recorded = {name: len(getattr(workforce, name)) for name in ("family_leave", "occupational_health", "warnings", "acting_up", "pension_quotes")}
    assert recorded == {"family_leave": 4, "occupational_health": 29, "warnings": 17, "acting_up": 2, "pension_quotes": 13}
    assert workforce.job_descriptions["ADM4"].essentials == ("census returns", "office systems")
    assert workforce.family_leave["004816/pregnancy/2027-03-20/"].starts_on is None


def test_unions_are_recognised_by_staff_group(marram):
    workforce = marram.workforce
    recognised = {union.name for union in workforce.unions.values() if union.is_recognised_for(workforce.posts["P00088"])}
    assert recognised == {"NEU", "UNISON", "GMB", "Unite"}


def test_term_dates_make_the_terms_of_a_school(marram):
    terms = terms_of("Avocet High", [term for dates in marram.workforce.term_dates.values() for term in dates.terms()])
    assert (terms.known.first_on, terms.known.last_on) == (date(2025, 9, 3), date(2027, 12, 17))
    assert terms.why_closed(date(2026, 10, 28)) == "half-term at Avocet High"


def test_the_proposals_are_whole(marram):
    proposals = marram.workforce.proposals
    assert {name: proposal.kind for name, proposal in proposals.items()} == {
        "headcount": "headcount",
        "ict-outsourcing": "outsourcing",
        "leadership": "restructure",
        "support": "restructure",
    }
    (cut,) = proposals["headcount"].headcount
    assert (cut.school, cut.jd_code, cut.posts_now, cut.posts_proposed) == ("Saltings Academy", "TA2", 36, 14)
    support = proposals["support"]
    assert Counter(each.fate for each in support.fates) == {"deleted": 46, "kept": 7, "changed": 2}
    assert sum(each.number for each in support.new_posts) == 18
    assert len(support.matches) == 6
    deleted = [marram.workforce.posts[each.post_id] for each in support.fates if each.fate == "deleted"]
    assert [post.post_id for post in deleted if post.is_vacant] == ["P00158"]
    assert len(proposals["leadership"].fates) == 8
    assert Counter(each.fate for each in proposals["ict-outsourcing"].fates) == {"transferred": 12}


def test_each_file_is_read_by_the_profile_of_the_system_that_wrote_it(marram):
    profiles = {each.file: each.profile for each in marram.files}
    assert profiles["schools.csv"] == "register"
    assert {profiles[name] for name in ("staff.csv", "contracts.csv", "posts.csv", "pay-scales.csv")} == {"personnel"}
    assert profiles["absences.csv"] == "information-system"
    assert profiles["family-leave.csv"] == "adviser"
    assert [each.file for each in marram.not_recognised] == ["README.md"]
