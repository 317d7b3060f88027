"""The information for a union: every item of s.188(4), each number the one that the act recorded."""

from dataclasses import replace
from typing import Any

from evenhand.documents.letter import Addressee
from evenhand.documents.letters import letter_for
from evenhand.documents.section_188 import head_office_of
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.proposing import AgencyWorkers
from tests.documents.letters import PEOPLE, a_letter, after, facts, says, tables, the_letter, whole_change
from tests.procedure.stages import LARGE, standing_before
from tests.procedure.world import ASHA, World, a_change, a_trust

ITEMS = {
    "(a) Reasons for the proposal": "Fewer pupils with funded support.",
    "(d) How people would be selected": "Points against the published criteria.",
    "(e) How the dismissals would be carried out, and when": "By notice, all ending on 30 April 2027.",
    "(f) How redundancy payments would be worked out": "The statutory payment.",
}


def released(**proposed: Any) -> Any:
    """The letter of a release under a proposal with these facts."""
    world = a_trust()
    a_change(world, *LARGE, **proposed)
    return preview(world)


def preview(world: World) -> Any:
    judged = world.judged(world.draft(ASHA, ReleaseSection188(union="UNISON"))).judged[0]
    return letter_for(judged.act, world.dossier(), world.context(), PEOPLE)


def test_each_item_of_the_statute_stands_under_its_own_letter():
    letter = the_letter(ReleaseSection188, LARGE)
    assert all(text in after(letter, heading) for heading, text in ITEMS.items())
    assert tables(letter)["Proposed dismissals at each establishment"].rows == (("Saltings Academy", "20", "20"),)
    assert tables(letter)["Employees in each job"].rows == (("TA2", "Saltings Academy", "21"),)
    assert tables(letter)["Agency workers"].rows == (("Saltings Academy", "4", "classrooms", "one-to-one support"),)
    assert "from Wednesday 31 March 2027 to Friday 30 April 2027" in says(letter)


def test_the_numbers_are_those_that_the_act_recorded_and_no_others():
    case = whole_change(LARGE)
    act = case.last(ReleaseSection188)
    count = {"establishment": "Elsewhere", "by_policy": 77, "by_statute": 66, "because": ["11 fewer by statute."]}
    figures = {"counts": [count], "employed": [["Elsewhere", "TA9", 1234]], "agency_workers": [["Elsewhere", 55, "office", "typing"]]}
    changed = replace(act, figures={**act.figures, **figures, "minimum_days": 45, "earliest_dismissal_if_served_today": "2027-01-05"})
    letter = letter_for(changed, case.world.dossier(), case.world.context(), PEOPLE)
    assert tables(letter)["Proposed dismissals at each establishment"].rows == (("Elsewhere", "66", "77"),)
    assert tables(letter)["Employees in each job"].rows == (("TA9", "Elsewhere", "1,234"),)
    assert tables(letter)["Agency workers"].rows == (("Elsewhere", "55", "office", "typing"),)
    assert facts(letter)["No dismissal can take effect before"] == "Tuesday 5 January 2027"
    assert "At least 45 clear days" in says(letter) and "Elsewhere: 11 fewer by statute." in says(letter)


def test_at_twenty_it_is_under_the_act_and_says_what_its_earliest_day_assumes():
    letter = the_letter(ReleaseSection188, LARGE)
    assert "under section 188 of the Trade Union and Labour Relations (Consolidation) Act 1992" in says(letter)
    assert facts(letter)["No dismissal can take effect before"] == "Thursday 3 December 2026"
    assert "Assumes that this is delivered to every recognised union on Monday 2 November 2026, and that form HR1 is received no later." in says(letter)


def test_below_it_the_letter_claims_no_duty_in_law_and_no_earliest_day():
    letter = the_letter(ReleaseSection188)
    assert "does not ask for it. Trust policy does (policy POL-3.1.4, PRO-3.6)." in says(letter)
    assert "No dismissal can take effect before" not in facts(letter)
    assert not any(cited in says(letter) for cited in ("188(1A)", "188(5)", "193(6)"))


def test_it_says_by_when_points_are_answered_and_whom_to_write_to():
    letter = the_letter(ReleaseSection188, LARGE)
    assert "must consider each point and answer it within 10 working days of getting it (policy ruling R-4)." in after(letter, "What happens next")
    assert "Priya Nair, HR adviser: 01632 960 114" in after(letter, "Who to write to")


def test_no_agency_workers_none_recorded_and_nothing_said_are_three_different_things():
    heading = "(g) to (i) Agency workers: how many, where, at what work"
    assert after(released(agency_workers=()), heading) == "None."
    assert after(released(agency_workers=(AgencyWorkers(establishment="Saltings Academy", number=0),)), heading) == "None."
    assert after(released(agency_workers=None), heading) == "Not recorded."


def test_an_item_that_nobody_wrote_says_so_and_a_part_beyond_the_statutes_list_is_left_out():
    letter = released(selection_method="", implementation="")
    assert after(letter, "(d) How people would be selected") == "Not recorded."
    assert "How and when it would be done" not in says(letter)


def test_a_preview_of_a_draft_says_what_the_letter_says_once_it_is_recorded():
    case = standing_before("serve the unions", size=LARGE)
    before = preview(case.world)
    act = case.world.act(ASHA, ReleaseSection188(union="UNISON"))
    assert letter_for(act, case.world.dossier(), case.world.context(), PEOPLE) == before


def test_a_letter_made_again_says_what_it_said_then_whatever_came_since():
    case = standing_before("serve the unions", size=LARGE)
    first = preview(case.world)
    assert a_letter(ReleaseSection188, standing_before("warn", size=LARGE)) == first


def test_the_union_is_written_to_at_its_head_office():
    context = whole_change().world.context()
    assert head_office_of("UNISON", context) == Addressee("UNISON", ("1 Union Street",))
    assert head_office_of("NEU", context) == Addressee("NEU")
