"""The example trust's proposals, from the command line, against figures worked out by hand and sums made from the raw files by other code."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from evenhand.cli import main
from tests.workforce.test_marram import MARRAM

ENDS = {"headcount": "2027-04-30", "support": "2027-04-30", "leadership": "2027-08-31", "ict-outsourcing": "2027-04-30"}
Document = dict[str, Any]


@pytest.fixture(scope="module")
def plans(tmp_path_factory) -> dict[str, tuple[Path, Document]]:
    """Each proposal's folder and its document, made once."""
    found = {}
    for name, end in ENDS.items():
        out = tmp_path_factory.mktemp("plans") / name
        words = ["--proposal", name, "--policy", "secat-2020", "--on", "2026-11-02", "--end", end, "--assume", "last-known", "--out", str(out)]
        assert main(["plan", str(MARRAM), *words]) == 0
        found[name] = out, json.loads((out / "plan.json").read_text())
    return found


def person(document: Document, number: str) -> Document:
    return next(row for row in document["people"] if row["id"] == number)


def counts(document: Document) -> list[tuple[Any, ...]]:
    columns = ("name", "proposed_dismissals", "statutory_count", "duty", "minimum_days")
    return [tuple(place[column] for column in columns) for place in document["establishments"]]


def test_the_support_proposal_deletes_forty_five_filled_posts_of_which_the_statute_counts_forty_three(plans):
    _, document = plans["support"]
    assert counts(document) == [("Saltings Academy", 45, 43, True, 30)]
    effects = [row["effect"] for row in document["people"]]
    assert (effects.count("deleted"), effects.count("changed"), len(effects)) == (45, 2, 47)


def test_the_two_whom_the_statute_does_not_count_have_terms_that_run_out_before_the_end(plans):
    _, document = plans["support"]
    running_out = [(row["id"], row["name"], row["post"], row["ends_on"]) for row in document["people"] if row["ends_by_itself"]]
    assert running_out == [("004893", "Aoife Rahman", "P00099", "2027-02-05"), ("010696", "Anneliese Ali", "P00940", "2027-03-02")]
    because = " ".join(document["establishments"][0]["because"])
    assert "P00099, Aoife Rahman (004893)" in because and "P00940, Anneliese Ali (010696)" in because
    assert "P00158 is vacant: in neither count." in because
    assert "P00158" not in {row["post"] for row in document["people"]}


def test_the_headcount_proposal_selects_twenty_two_of_thirty_six(plans):
    _, document = plans["headcount"]
    assert counts(document) == [("Saltings Academy", 22, 20, True, 30)]
    assert {(row["effect"], row["selected_from"], row["to_be_selected"]) for row in document["people"]} == {("deleted", 36, 22)}
    assert len(document["people"]) == 36


def test_the_leadership_proposal_turns_eight_posts_into_two_assistant_heads_and_five_teachers(plans):
    _, document = plans["leadership"]
    # Oluwaseun Strudwick's temporary contract runs out on 11 March 2027.
    assert counts(document) == [("Avocet High", 8, 7, False, None)]
    assert [(new["jd_code"], new["number"]) for new in document["new_posts"]] == [("AHT", 2), ("UPR", 5)]
    ends = {row["id"]: row["ends_on"] for row in document["people"]}
    assert ends.pop("005369") == "2027-03-11"
    assert set(ends.values()) == {"2027-08-31"}
    notice = {(row["last_day_to_give_notice"], row["last_day_to_deliver_notice"]) for row in document["people"] if not row["ends_by_itself"]}
    assert notice == {("2027-05-31", "2027-05-28")}  # the last Monday of May is a bank holiday


def test_the_outsourcing_lists_whom_it_transfers_and_dismisses_nobody(plans):
    _, document = plans["ict-outsourcing"]
    assert counts(document) == [("Marram Learning Trust Central Team", 0, 0, False, None)]
    assert [row["effect"] for row in document["people"]] == ["transferred"] * 12
    assert {row["redundancy_pay"] for row in document["people"]} == {None}
    assert document["duties"] == document["timetable"] == []
    assert document["costs"]["redundancy_pay"] == "0.00"
    assert any("are not planned yet" in says for says in document["not_yet_planned"])


# Worked out by hand from the row of staff.csv, the row of contracts.csv and the job's pay scale: whole years to the last day, the weeks by the age
# at which each counted year began, a week's pay as full-time salary x FTE / 52.143 (or actual pay / 52.143), to the penny, at most £751.
BY_HAND = [
    # Fifteen years; 34 on the day after: twelve years begun at 33 to 22, three at 21 to 19. 24,790 x 0.7905 / 52.143 = 375.82.
    ("headcount", "004816", "Mei Hartnoll", 15, 13.5, "5073.57", "4359.29"),
    # Thirty-eight years, of which twenty count, begun at 65 to 46. 24,790 x 0.8784 / 52.143 = 417.61.
    ("headcount", "010675", "Zoë Brânză", 38, 30, "12528.30", "10763.70"),
    # One year: no right to a payment.
    ("headcount", "005012", "Rosalind Lockyer", 1, 0, "0.00", "0.00"),
    # Twenty-one years, of which twenty count, begun at 45 to 26: five at 41 or older. 24,790 / 52.143 = 475.42; 21,774.39 / 52.143 = 417.59.
    ("support", "005124", "Judith Nguyễn", 21, 22.5, "10696.95", "9395.78"),
    # Twenty-three years, of which twenty count, begun at 58 to 39: eighteen at 41 or older. 53,500 / 52.143 is above the cap.
    ("leadership", "005390", "Amara Patel", 23, 29, "21779.00", "21779.00"),
    # Both were born on 1 September, the day after: the years began at 41 to 23, and at 42 to 23.
    ("leadership", "010703", "Aoife O’Connor", 19, 19.5, "14644.50", "14644.50"),
    ("leadership", "010710", "Lorna Mistry", 20, 21, "15771.00", "15771.00"),
    # Two years to 11 March 2027, begun at 46 and 45, under a cap that is known.
    ("leadership", "005369", "Oluwaseun Strudwick", 2, 3, "2253.00", "2253.00"),
]


@pytest.mark.parametrize(("proposal", "number", "name", "years", "weeks", "paid_weeks", "actual"), BY_HAND, ids=lambda value: str(value))
def test_a_payment_worked_out_by_hand(plans, proposal, number, name, years, weeks, paid_weeks, actual):
    row = person(plans[proposal][1], number)
    assert (row["name"], row["service_years"], row["weeks"]) == (name, years, weeks)
    assert (row["redundancy_pay"], row["redundancy_pay_from_actual_pay"]) == (paid_weeks, actual)


def raw(name: str) -> Iterator[dict[str, str]]:
    with (MARRAM / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def a_day(text: str) -> date:
    return date.fromisoformat(text) if "-" in text else date(*map(int, reversed(text.split("/"))))


def years_between(first: date, day_after: date) -> int:
    return day_after.year - first.year - ((day_after.month, day_after.day) < (first.month, first.day))


def pay_by_other_code(post: str, end: date) -> Decimal:
    """A support member's payment straight from the files: nothing of Evenhand's is used."""
    contract = next(row for row in raw("contracts.csv") if row["Post ID"] == post)
    employee = next(row for row in raw("staff.csv") if row["Payroll Number"] == contract["Payroll Number"])
    scale = next(row for row in raw("pay-scales.csv") if row["JD Code"] == next(each for each in raw("posts.csv") if each["Post ID"] == post)["JD Code"])
    ends = min(end, a_day(contract["Contract End"])) if contract["Contract End"] else end
    day_after = date.fromordinal(ends.toordinal() + 1)
    years = years_between(a_day(employee["Continuous Service Date"]), day_after)
    age = years_between(a_day(employee["Date of Birth"]), day_after)
    begun = [age - back for back in range(1, min(years, 20) + 1)] if years >= 2 else []
    halves = sum(3 if at >= 41 else 2 if at >= 22 else 1 for at in begun)
    week = (Decimal(scale["Full-time Salary"]) * Decimal(contract["FTE"]) / Decimal("52.143")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return (min(week, Decimal(751)) * halves / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_support_proposals_payments_and_their_total_are_those_of_other_code(plans):
    _, document = plans["support"]
    deleted = [row for row in document["people"] if row["effect"] == "deleted"]
    other = {row["post"]: pay_by_other_code(row["post"], date(2027, 4, 30)) for row in deleted}
    assert {row["post"]: Decimal(row["redundancy_pay"]) for row in deleted} == other
    assert Decimal(document["costs"]["redundancy_pay"]) == sum(other.values()) == Decimal("198630.50")


def test_of_the_headcount_proposal_the_range_is_that_of_twenty_two_of_its_rows(plans):
    _, document = plans["headcount"]
    amounts = sorted(Decimal(row["redundancy_pay"]) for row in document["people"])
    costs = {name: Decimal(pounds) for name, pounds in document["costs"].items() if name != "because"}
    assert (costs["redundancy_pay_least"], costs["redundancy_pay_most"]) == (sum(amounts[:22]), sum(amounts[14:]))
    assert costs["redundancy_pay"] == (sum(amounts) * 22 / 36).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_totals_with_and_without_what_is_assumed(plans):
    _, document = plans["leadership"]
    assert document["costs"]["redundancy_pay"] == f"{sum(Decimal(row['redundancy_pay']) for row in document['people']):.2f}"
    assert document["costs"]["redundancy_pay_resting_on_no_assumed_law"] == "2253.00"  # only Oluwaseun Strudwick's cap is known
    assumed = [row["id"] for row in document["people"] if any("the last known, £751.00, is assumed" in says for says in row["assumptions"])]
    assert len(assumed) == 5


@pytest.mark.parametrize(
    ("proposal", "unions"),
    [("support", ["GMB", "NEU", "UNISON", "Unite"]), ("headcount", ["GMB", "NEU", "UNISON", "Unite"]), ("leadership", ["NASUWT", "NEU"])],
)
def test_the_unions_of_the_staff_that_are_touched_are_consulted(plans, proposal, unions):
    _, document = plans[proposal]
    owed = [due["owed_to"].partition(",")[0] for due in document["duties"] if due["duty"] in ("consult-unions", "every-union-told")]
    assert owed == unions


def test_the_dates_of_the_support_proposal(plans):
    _, document = plans["support"]
    due = {each["duty"]: each["due"] for each in reversed(document["duties"])}
    # Thirty clear days before 30 April are 31 March to 29 April. Twelve weeks before it is Friday 5 February; HR1 is received the day before.
    assert (due["consult-unions"], due["notify-secretary-of-state"]) == ("2027-03-30", "2027-02-04")
    assert due["statutory-notice-is-given"] == "2027-02-05"
    assert due["give-written-statement-and-pay"] == "2027-04-30"


def test_both_readings_of_a_weeks_pay_are_among_the_assumptions(plans):
    for name in ("headcount", "support", "leadership"):
        said = " ".join(plans[name][1]["assumptions"])
        assert "paid-weeks basis" in said and "by actual pay" in said and "has not been verified" in said


def test_those_whom_the_import_left_out_are_named_with_their_reasons(plans):
    for _, document in plans.values():
        assert [out["id"] for out in document["left_out"]] == ["009901", "009902", "009903", "009904"]
        assert "31/02/1980 is no day" in document["left_out"][0]["says"]


def test_nothing_of_the_confidential_lists_is_in_any_file_of_any_plan(plans):
    """Four of those affected are in the list of family leave; their dates, and its words, stand nowhere."""
    for out, _ in plans.values():
        everything = " ".join(path.read_text(encoding="utf-8-sig") for path in out.iterdir()).casefold()
        words = (
            "pregnan",
            "matern",
            "parental",
            "adoption",
            "disab",
            "ethnic",
            "absence",
            "20/03/2027",
            "2027-03-20",
            "05/10/2026",
            "2026-10-05",
            "2027-01-24",
        )
        assert not [word for word in words if word in everything]


@pytest.mark.parametrize("left_out", ["P00089", "P00940", "P00128"])
def test_taking_a_post_out_of_the_support_proposal_takes_its_payment_out_of_the_total(plans, tmp_path, left_out):
    folder = tmp_path / "exports"
    folder.mkdir()
    for path in MARRAM.glob("*.csv"):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not (path.name == "proposal-support-current.csv" and line.startswith(left_out.encode()))]
        (folder / path.name).write_bytes(b"".join(kept))
    words = ["--proposal", "support", "--policy", "secat-2020", "--on", "2026-11-02", "--end", "2027-04-30", "--assume", "last-known"]
    assert main(["plan", str(folder), *words, "--out", str(tmp_path / "out")]) == 0
    fewer, before = json.loads((tmp_path / "out" / "plan.json").read_text()), plans["support"][1]
    gone = next(row["redundancy_pay"] for row in before["people"] if row["post"] == left_out)
    assert Decimal(before["costs"]["redundancy_pay"]) - Decimal(fewer["costs"]["redundancy_pay"]) == Decimal(gone)
    assert fewer["establishments"][0]["proposed_dismissals"] == 44
