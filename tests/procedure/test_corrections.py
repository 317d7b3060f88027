"""Correcting: what stands in the place of what was recorded, when it helps, and what past acts rest on it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from evenhand.procedure.amending import Confirm, Correct, Depart, Dispute, Review
from evenhand.procedure.change.consulting import CompleteConsultation, UnionRepresentation
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, Section188Served
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.pooling import PlaceInPool, SealCriteria
from evenhand.procedure.change.proposing import Affect, ApproveInPrinciple, Propose, ReviewUnavoidable
from evenhand.procedure.change.selecting import Score, Select
from evenhand.procedure.fold import Counting, Dossier
from evenhand.procedure.reviewing import reexamined
from evenhand.procedure.trust.governing import Found
from tests.procedure import thin_change as steps
from tests.procedure.stages import LARGE, STEPS, correct, standing_before
from tests.procedure.world import ASHA, BEN, CARYS, CEO, PRIYA, PROOF, SAM, Refused, herself

REVIEW = "review-what-rests-on-a-changed-fact"


def faults_of(world, target, by=ASHA, **correction):
    about = correction.pop("about", target.about)
    body = Correct(corrects=target.position, because="It was entered wrongly.", **correction)
    with pytest.raises(Refused) as refused:
        world.do(world.draft(by, body, matter=target.matter, about=about, happened_on=world.today))
    return refused.value.faults


def same_fields(target, **changes):
    return target.body.model_dump(mode="json") | changes


@pytest.fixture
def case():
    return standing_before("complete")


# What can be corrected


def test_what_was_done_keeps_the_day_on_which_it_was_recorded(case):
    told = faults_of(case.world, case.last(ReviewUnavoidable), by=BEN, fields={"statement": "Looked."}, happened_on=case.world.today)
    assert len(told) == 1 and "that day cannot be corrected" in told[0]


def test_the_day_of_a_report_is_corrected_and_to_no_day_to_come(case):
    letter = case.last(LetterServed, "k000")
    correct(case.world, letter, on=date(2026, 10, 30))
    assert case.last(LetterServed, "k000").happened_on == date(2026, 10, 30)
    told = faults_of(case.world, letter, fields=same_fields(letter), happened_on=case.world.today + timedelta(days=1))
    assert told == ["Tuesday 3 November 2026 has not come yet."]


def test_an_act_that_is_not_there_cannot_be_corrected(case):
    case.world.judgements.clear()
    with pytest.raises(Refused) as refused:
        case.world.act(ASHA, Correct(corrects=10_000, because="No."), happened_on=case.world.today)
    assert refused.value.faults == ["Act 10000 is not in this matter."]


def test_a_correction_is_not_itself_corrected(case):
    made = correct(case.world, case.last(LetterServed, "k000"), on=date(2026, 10, 30))
    assert "cannot be corrected. Correct the act that it speaks of" in faults_of(case.world, made)[0]


def test_the_founding_of_the_trust_is_not_corrected(case):
    founded = case.world.folded.bearing.by_kind[Found.kind.name][0]
    assert any("cannot be corrected" in told for told in faults_of(case.world, founded, by=CEO, fields=same_fields(founded)))


def test_a_confirmation_is_withdrawn_and_not_changed(case):
    given = case.last(Confirm)
    assert f"Act {given.position} can be withdrawn but not changed. Withdraw it and record another." in faults_of(
        case.world, given, by=PRIYA, fields={"positions": [3]}
    )


def test_a_proposal_is_not_withdrawn(case):
    assert "so it cannot be withdrawn" in faults_of(case.world, case.last(Propose))[0]


@pytest.mark.parametrize("moved", [{"track": "restructure"}, {"pack": "another"}])
def test_a_correction_does_not_move_the_matter_to_another_policy_or_track(case, moved):
    proposed = case.last(Propose)
    assert "A correction does not move the matter to another policy or track. Propose it anew." in faults_of(
        case.world, proposed, fields=same_fields(proposed, **moved)
    )


def test_a_correction_makes_an_act_of_the_same_kind(case):
    told = faults_of(case.world, case.last(LetterServed, "k000"), fields={"letter": 1, "channel": "pigeon"})
    assert len(told) == 1 and told[0].startswith("The correction does not make an act of the same kind:")


def test_what_makes_no_sense_in_the_kind_makes_none_in_its_correction():
    case = standing_before("disclose")
    scored = case.last(Score, "k000")
    highest = case.world.pack.criteria[-1].highest
    told = faults_of(case.world, scored, by=SAM, fields=same_fields(scored, points=highest + 1))
    assert told == [f"Disciplinary record goes from 1 to {highest} points, so {highest + 1} cannot be given."]
    correct(case.world, scored, by=SAM, points=highest)


def test_nobody_else_changes_what_was_done(case):
    told = faults_of(case.world, case.last(ApproveInPrinciple), by=CEO, fields={"statement": "Not approved."})
    where = case.last(ApproveInPrinciple).position  # who did it, if an employee, is not for everybody who may ask
    assert told == [f"Act {where} was done by somebody else: nobody but whoever did it can change what it says. It can be withdrawn, and done again."]


def test_an_office_that_could_not_have_recorded_it_does_not_correct_it(case):
    assert "Your office could not have recorded" in faults_of(case.world, case.last(ReviewUnavoidable), by=ASHA)[0]


def test_an_employee_does_not_withdraw_what_the_trust_did_about_her():
    case = standing_before("declare")
    chosen = case.last(Select, case.leaver)
    assert faults_of(case.world, chosen, by=herself(case.leaver)) == [f"Your office could not have recorded act {chosen.position}, so it cannot correct it."]


def test_a_union_corrects_what_was_served_on_it_and_nothing_else(case):
    assert any("does not concern you" in told for told in faults_of(case.world, case.last(LetterServed, "k000"), by=CARYS, about=None))
    case.world.act(CARYS, Correct(corrects=case.last(Section188Served).position, because="It never came."), happened_on=case.world.today)
    with pytest.raises(Refused) as refused:
        STEPS["complete"](case)
    assert refused.value.rules == {"every-union-told"}


# When it helps


def test_a_withdrawn_act_is_gone_from_the_view_and_not_from_the_record(case):
    reviewed = case.last(ReviewUnavoidable)
    correct(case.world, reviewed, by=BEN)
    assert case.world.dossier().every(ReviewUnavoidable) == []
    assert case.world.folded.matters["CH-1"].at(reviewed.position) is reviewed


def test_a_corrected_act_tells_which_correction_stands_in_its_place(case):
    made = correct(case.world, case.last(LetterServed, "k000"), channel="post")
    seen = case.last(LetterServed, "k000")
    assert (seen.body.channel, seen.corrected_by) == ("post", made.position)


def test_the_latest_correction_stands(case):
    letter = case.last(LetterServed, "k000")
    correct(case.world, letter, channel="post")
    correct(case.world, letter, channel="in person")
    assert case.last(LetterServed, "k000").body.channel == "in person"


def test_a_correction_that_would_open_a_gate_opens_it_once_confirmed():
    case = standing_before("approve", details="")
    made = correct(case.world, case.last(Propose), details="Fewer posts.", confirmed_by=None)
    with pytest.raises(Refused) as refused:
        STEPS["approve"](case)
    assert refused.value.rules == {"business-case-is-whole"}
    case.world.act(PRIYA, Confirm(positions=(made.position,)))
    STEPS["approve"](case)


def test_a_correction_that_closes_a_gate_closes_it_at_once(case):
    correct(case.world, case.last(LetterServed, "k000"), confirmed_by=None)
    with pytest.raises(Refused) as refused:
        STEPS["complete"](case)
    assert refused.value.rules == {"everyone-affected-told"}


def test_a_correction_whose_author_confirms_it_herself_is_not_confirmed(case):
    made = correct(case.world, case.last(LetterServed, "k000"), channel="post", confirmed_by=None)
    with pytest.raises(Refused) as refused:
        case.world.act(ASHA, Confirm(positions=(made.position,)))
    assert "Another person has to confirm it." in refused.value.faults[0]


def test_a_correction_of_what_she_said_herself_is_confirmed_by_her_alone():
    case = standing_before("complete", without={"answer", "represent"})
    said = steps.union_speaks(case.world)
    made = correct(case.world, said, confirmed_by=None)
    with pytest.raises(Refused) as refused:
        case.world.act(PRIYA, Confirm(positions=(made.position,)))
    assert "is settled only by the word of the employee or union" in refused.value.faults[0]
    case.world.act(CARYS, Confirm(positions=(made.position,)))
    assert case.world.dossier().but(counting=Counting.BINDING).every(UnionRepresentation) == []


def test_a_correction_that_breaks_a_rule_is_recorded_with_the_breach_and_never_helps():
    """The score is corrected upwards before anybody was met: it stays as it was for every gate that it would help."""
    case = standing_before("select")
    scored = case.last(Score, "k000")
    for met in case.world.dossier().every(Meeting, "k001"):
        correct(case.world, met)
    made = correct(case.world, scored, by=SAM, points=scored.body.points + 1)
    assert made.breaches == ("met-before-any-score",)
    seen = {way: case.world.dossier().but(counting=way).at(Score, scored.position).body.points - scored.body.points for way in Counting}
    assert seen == {Counting.EVERYTHING: 1, Counting.CONFIRMED: 0, Counting.BINDING: 0}


def test_a_withdrawal_is_judged_by_no_gate(case):
    assert correct(case.world, case.last(LetterServed, "k000")).breaches == ()


def test_evidence_is_added_and_never_taken_away(case):
    letter = case.last(LetterServed, "k000")
    correct(case.world, letter, channel="post")
    assert case.last(LetterServed, "k000").evidence == letter.evidence + PROOF


# What rests on a fact that has changed


def to_review(case):
    return {(owed.arose_from, owed.owed_to): owed for owed in case.world.open_duties(REVIEW)}


def test_an_act_that_passed_on_a_fact_since_withdrawn_is_owed_a_review():
    case = standing_before("pool")
    complete = case.last(CompleteConsultation)
    assert to_review(case) == {}
    letter = case.last(LetterServed, "k000")
    correct(case.world, letter)
    owed = to_review(case)[complete.position, "everyone-affected-told"]
    assert owed.says.startswith(f"Act {complete.number} rests on a fact since corrected or learnt: k000 has not had the letter")
    case.world.act(BEN, Review(position=complete.position, rule="everyone-affected-told", conclusion="It stands: she was told in person."))
    assert to_review(case) == {}


def test_the_review_of_another_rule_or_act_discharges_nothing():
    case = standing_before("pool")
    complete = case.last(CompleteConsultation)
    correct(case.world, case.last(LetterServed, "k000"))
    case.world.act(BEN, Review(position=complete.position, rule="volunteers-invited", conclusion="It stands."))
    case.world.act(BEN, Review(position=complete.position - 1, rule="everyone-affected-told", conclusion="It stands."))
    assert (complete.position, "everyone-affected-told") in to_review(case)


def test_a_day_corrected_to_a_later_one_takes_away_what_an_act_rested_on():
    case = standing_before("pool")
    letter = case.last(LetterServed, "k000")
    correct(case.world, letter, on=case.world.today)
    assert {rule for _, rule in to_review(case)} == {"everyone-affected-told"}


def test_a_dispute_takes_away_what_an_act_rested_on():
    case = standing_before("pool")
    case.world.act(herself("k000"), Dispute(position=case.last(LetterServed, "k000").position, because="It never came."), about="k000")
    assert {rule for _, rule in to_review(case)} == {"everyone-affected-told"}


def test_a_report_that_comes_late_makes_a_past_act_rest_on_what_was_not_so():
    """The union had spoken before consultation was called complete, and it is recorded the day after."""
    case = standing_before("pool")
    complete = case.last(CompleteConsultation)
    body = UnionRepresentation(union="UNISON", subject="other", point="Ask the governors.")
    case.world.act(CARYS, body, happened_on=complete.happened_on)
    assert (complete.position, "every-representation-replied-to") in to_review(case)


def test_a_report_of_today_makes_nothing_rest_on_anything():
    case = standing_before("pool")
    steps.union_speaks(case.world)
    assert to_review(case) == {}


def test_between_midnight_and_one_in_summer_a_report_of_yesterday_is_late():
    case = standing_before("complete", today=date(2026, 6, 1))
    STEPS["complete"](case)
    case.world.now = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight on the second, in London
    body = UnionRepresentation(union="UNISON", subject="other", point="Ask the governors.")
    case.world.act(CARYS, body, happened_on=date(2026, 6, 1))
    assert {rule for _, rule in to_review(case)} == {"every-representation-replied-to"}


def test_what_was_recorded_as_a_breach_is_not_reviewed_for_it_again():
    case = standing_before("complete", without={"invite"})
    body = CompleteConsultation(considered=[{"representation": case.last(UnionRepresentation).position, "conclusion": "Answered."}], statement="Complete.")
    case.world.act(BEN, body, elsewhere=True, happened_on=case.world.today, evidence=PROOF)
    correct(case.world, case.last(LetterServed, "k000"))
    assert {rule for _, rule in to_review(case)} == {"everyone-affected-told"}


def test_what_passed_by_a_departure_is_reviewed_once_that_is_withdrawn():
    case = standing_before("complete", without={"invite"})
    departed = case.world.act(CEO, Depart(rule="volunteers-invited", instead="Nothing.", because="Nobody could go."))
    STEPS["complete"](case)
    case.world.wait_until(case.world.today + timedelta(days=1))
    correct(case.world, departed, by=CEO)
    assert {rule for _, rule in to_review(case)} == {"volunteers-invited"}


def test_as_known_before_the_correction_nothing_rested_on_it():
    case = standing_before("pool")
    made = correct(case.world, case.last(LetterServed, "k000"))
    before, after = made.position - 1, made.position
    asked = {at: [*reexamined(case.world.dossier().but(known_at=at), case.world.context())] for at in (before, after)}
    assert asked[before] == [] and len(asked[after]) == 1


def test_what_the_law_asked_is_reviewed_too():
    """The service turns out to have been a week later, and the dismissal was decided for the first day that the clear days then allowed."""
    case = standing_before("decide", size=LARGE, ends_on=date(2026, 12, 3))
    STEPS["decide"](case)
    served = case.last(Section188Served)
    case.world.wait_until(date(2026, 11, 9))
    correct(case.world, served, on=date(2026, 11, 9))
    assert "last-clear-day-has-passed" in {rule for _, rule in to_review(case)}


# As known at a position, and as in effect on a day


def test_what_was_known_and_what_was_in_effect_are_asked_apart():
    case = standing_before("serve the unions")
    world = case.world
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    world.wait_until(date(2026, 11, 10))
    report = world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"), on=date(2026, 11, 4))
    confirmed_at = report.position + 1
    world.wait_until(date(2026, 11, 12))
    correction = correct(world, report, on=date(2026, 11, 6))
    fold = world.folded.matters["CH-1"]

    def seen(known_at, on, counting=Counting.EVERYTHING):
        found = Dossier(fold, known_at=known_at, on=on, counting=counting).latest(Section188Served)
        return found.happened_on.day if found else None

    days = [date(2026, 11, day) for day in (3, 4, 5, 6)]
    everything = {
        "before the report": (report.position - 1, [None, None, None, None]),
        "reported": (report.position, [None, 4, 4, 4]),
        "confirmed": (confirmed_at, [None, 4, 4, 4]),
        "corrected": (correction.position, [None, None, None, 6]),
        "correction confirmed": (correction.position + 1, [None, None, None, 6]),
        "now": (None, [None, None, None, 6]),
    }
    helping = everything | {
        "reported": (report.position, [None, None, None, None]),
        "corrected": (correction.position, [None, 4, 4, 4]),
    }
    for table, counting in ((everything, Counting.EVERYTHING), (helping, Counting.CONFIRMED)):
        for name, (known_at, expected) in table.items():
            assert [seen(known_at, on, counting) for on in days] == expected, (name, counting)


def test_as_known_before_it_was_withdrawn_a_confirmation_counted():
    case = standing_before("complete")
    letter = case.last(LetterServed, "k000")
    given = letter.position + 1
    withdrawn = case.world.act(PRIYA, Correct(corrects=given, because="I took it for another."), happened_on=case.world.today)
    fold = case.world.folded.matters["CH-1"]
    assert [fold.confirmed(letter, at) for at in (letter.position, given, withdrawn.position - 1, withdrawn.position, None)] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_what_was_done_later_is_unseen_from_before_an_act_whatever_its_day_and_what_was_reported_later_is_seen():
    case = standing_before("pool")
    complete = case.last(CompleteConsultation)
    STEPS["pool"](case)
    view = case.world.dossier().but(before=complete.position)
    assert view.every(CompleteConsultation) == [] and view.every(PlaceInPool) == []
    late = case.world.report(ASHA, Meeting(purpose="first", outcome="held"), about="k000", on=date(2026, 11, 2))
    assert [met.position for met in case.world.dossier().but(before=complete.position).every(Meeting)] == [late.position]


def test_the_latest_is_by_the_day_it_happened_and_then_by_its_place():
    case = standing_before("review")
    case.world.wait_until(date(2026, 11, 9))
    for on, outcome in ((date(2026, 11, 8), "absent"), (date(2026, 11, 3), "refused"), (date(2026, 11, 8), "held")):
        case.world.report(ASHA, Meeting(purpose="first", outcome=outcome), about="k000", on=on)
    assert [met.body.outcome for met in case.world.dossier().every(Meeting, "k000")] == ["refused", "absent", "held"]


def test_what_one_view_reads_is_noted_in_the_view_that_it_was_made_from():
    dossier = standing_before("review").world.dossier()
    dossier.but(counting=Counting.CONFIRMED).every(Meeting)
    assert dossier.at(SealCriteria, 0) is None
    assert {"change.meeting", "change.seal_criteria"} <= dossier.reads


def test_an_act_of_another_kind_is_not_found_at_its_position():
    case = standing_before("approve")
    assert case.world.dossier().at(Affect, case.last(ReviewUnavoidable).position) is None
    assert case.world.dossier().at(Affect, 10_000) is None
