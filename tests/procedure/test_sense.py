"""What makes no sense in a stage's acts: said in a sentence, and judged before any gate."""

import json
from dataclasses import replace
from datetime import date

import pytest

from evenhand.canonical.encoding import decode
from evenhand.policy.pack import parse_pack
from evenhand.procedure.change import paying
from evenhand.procedure.change.avoiding import InviteVolunteers
from evenhand.procedure.change.consulting import AnswerUnion, CompleteConsultation, Considered
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, SealCriteria
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.change.redeploying import OfferAnswered, OfferVacancy
from evenhand.procedure.change.selecting import AttestReasons, Score, Select
from evenhand.procedure.fold import Fold
from evenhand.procedure.trust.people import EmploymentEnded
from tests.procedure import thin_change as steps
from tests.procedure.refusals import answer_protection, protected_and_at_risk, tell
from tests.procedure.stages import LARGE, Case, correct, go_on, standing_before
from tests.procedure.world import ASHA, BEN, CEO, SAM, Refused, a_case, a_trust, an_employment, the_pack

A_POOL = FormPool(
    pool=steps.POOL,
    establishment="Saltings Academy",
    job="TA2",
    mode="everyone in the job at the establishment",
    method="points against the published criteria",
    order="fewest points first",
    because="The work is the same for all.",
)


def faults(case: Case, actor, body, **more):
    return case.world.judged(case.world.draft(actor, body, **more)).judged[0].faults


def refused(case: Case, body, actor=BEN, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        case.world.act(actor, body, **more)
    return caught.value


# Consulting


def test_a_union_that_is_not_recognised_for_these_staff_is_not_consulted():
    case = standing_before("serve the unions")
    told = faults(case, ASHA, ReleaseSection188(union="NEU"))
    assert told == ("NEU is not recognised for the staff whom this change touches. Recognised: UNISON.",)


def test_where_no_union_is_recognised_somebody_says_so():
    world = a_trust(unions=())
    world.act(ASHA, a_case(1, 0))
    case = Case(world, ["k000"])
    assert "Recognised: none on record." in faults(case, ASHA, ReleaseSection188(union="UNISON"))[0]
    world.act(ASHA, an_employment("k000"), about="k000")
    assert "No union is on record as recognised for these staff." in refused(case, CompleteConsultation(considered=(), statement="Complete.")).says


@pytest.mark.parametrize(
    ("part", "item"),
    [
        ({"rationale": ""}, "(a) the reasons"),
        ({"selection_method": ""}, "(d) the method of selection"),
        ({"dismissal_method": ""}, "(e) the method of carrying out the dismissals"),
        ({"payment_method": ""}, "(f) the method of working out payments"),
        ({"agency_workers": None}, "(g) to (i), the agency workers"),
    ],
)
@pytest.mark.parametrize(("size", "rule"), [(LARGE, "section-188-information-complete"), ((3, 2), "union-information-complete")])
def test_each_item_of_the_information_is_asked_for(part, item, size, rule):
    case = standing_before("approve", size=size, **part)
    caught = refused(case, ReleaseSection188(union="UNISON"), actor=ASHA)
    assert rule in caught.rules
    assert any(item in says for says in caught.says)


def test_numbers_with_nobody_behind_them_are_no_information():
    world = a_trust()
    world.act(ASHA, a_case(3, 2))
    caught = refused(Case(world, []), ReleaseSection188(union="UNISON"), actor=ASHA)
    assert any("lacks (b), the numbers and descriptions" in says for says in caught.says)


def test_a_representation_that_is_answered_but_not_considered_is_left_out_of_nothing():
    case = standing_before("complete")
    caught = refused(case, CompleteConsultation(considered=(), statement="Complete."))
    assert caught.rules == {"every-representation-replied-to"} and "is not among those considered" in caught.says[0]


def test_an_answer_that_was_not_served_is_no_answer_yet():
    case = standing_before("answer")
    said = steps.representations(case.world.dossier())[0]
    case.world.act(BEN, AnswerUnion(representation=said.position, outcome="accepted", reasons="It helps."))
    go_on(case, since="discuss", to="complete")
    considered = (Considered(representation=said.position, conclusion="Accepted."),)
    caught = refused(case, CompleteConsultation(considered=considered, statement="Complete."))
    assert caught.rules == {"every-representation-replied-to"} and "has not been served" in caught.says[0]


def test_what_consultation_was_about_has_not_changed_since():
    case = standing_before("decide")
    case.world.act(ASHA, an_employment("k009"), about="k009")
    caught = refused(case, DecideDismissal(ends_on=case.ends_on, because="Fewest points."), about=case.leaver)
    assert "consultation-finished" in caught.rules
    assert any("The numbers have changed since consultation was completed." in says for says in caught.says)


def test_where_nobody_said_that_consultation_is_complete_nobody_is_dismissed():
    case = standing_before("complete")
    caught = refused(case, DecideDismissal(ends_on=case.ends_on, because="Fewest points."), about=case.leaver)
    assert any("Consultation is not complete: nobody has said so." in says for says in caught.says)


# Pools and criteria


@pytest.fixture
def pooled() -> Case:
    return standing_before("publish")


@pytest.fixture
def sealed() -> Case:
    return standing_before("meet first")


def test_a_pool_has_a_name_of_its_own_and_a_job_that_the_proposal_touches(pooled):
    assert faults(pooled, BEN, A_POOL) == (f"A pool called {steps.POOL} has been formed already.",)
    other = A_POOL.model_copy(update={"pool": "cooks", "job": "Cook"})
    assert faults(pooled, BEN, other) == ("The proposal does not touch Cook at Saltings Academy.",)


def test_a_person_is_in_one_pool_for_a_job_that_she_holds(pooled):
    assert faults(pooled, BEN, PlaceInPool(pool=steps.POOL), about="k000") == ("k000 is in a pool already.",)
    pooled.world.act(ASHA, an_employment("k009", job="Cook"), about="k009")
    assert faults(pooled, BEN, PlaceInPool(pool=steps.POOL), about="k009") == ("k009 does not hold that job there.",)
    assert "No pool called cooks has been formed." in faults(pooled, BEN, PlaceInPool(pool="cooks"), about="k009")


def test_nobody_joins_a_pool_and_nothing_is_published_once_the_criteria_are_sealed(sealed):
    sealed.world.act(ASHA, an_employment("k009"), about="k009")
    assert faults(sealed, BEN, PlaceInPool(pool=steps.POOL), about="k009") == (
        "The criteria for this pool are sealed: its members were told who is compared with whom.",
    )
    assert faults(sealed, BEN, PublishCriteria(pool=steps.POOL)) == ("The criteria for this pool are sealed, and cannot be published anew.",)


def test_another_pools_seal_is_not_this_ones(sealed):
    sealed.world.act(BEN, A_POOL.model_copy(update={"pool": "a second"}))
    assert faults(sealed, BEN, PublishCriteria(pool="a second")) == ()


def test_only_what_was_published_is_sealed(pooled):
    assert "Act 3 did not publish criteria." in faults(pooled, BEN, SealCriteria(publication=3))


def test_the_criteria_of_an_empty_pool_are_not_sealed(pooled):
    pooled.world.act(BEN, A_POOL.model_copy(update={"pool": "a second"}))
    published = pooled.world.act(BEN, PublishCriteria(pool="a second"))
    caught = refused(pooled, SealCriteria(publication=published.position))
    assert "criteria-reached-the-pool" in caught.rules and caught.says[0] == "Nobody is in the pool."


def test_nothing_is_sealed_once_someone_was_scored():
    case = standing_before("disclose")
    published = case.last(PublishCriteria)
    assert "Someone in the pool has been scored already." in faults(case, BEN, SealCriteria(publication=published.position))


def test_what_is_published_is_the_policys_criteria_and_tie_break_word_for_word(pooled):
    figures = pooled.world.act(BEN, PublishCriteria(pool=steps.POOL)).figures
    assert [one["id"] for one in figures["criteria"]] == [one.id for one in pooled.world.pack.criteria]
    assert figures["tie_break"]["process"] == "interview"


def test_a_score_is_for_a_pool_that_the_person_is_in(sealed):
    body = Score(seal=3, criterion="quality", points=3, reason="x")
    assert faults(sealed, SAM, body, about="k000") == ("Act 3 does not seal criteria for a pool that k000 is in.",)


def test_what_is_said_of_a_person_is_said_in_her_own_pool(sealed):
    sealed.world.act(ASHA, an_employment("k009"), about="k009")
    assert faults(sealed, BEN, Select(pool=steps.POOL, selected=False), about="k009") == (f"k009 is not in the pool {steps.POOL}.",)
    assert faults(sealed, BEN, AttestReasons(pool="cooks", statement="x")) == ("No pool called cooks has been formed.",)


def test_scores_that_changed_since_they_were_sent_are_sent_again():
    case = standing_before("select")
    scored = case.last(Score, "k002")
    correct(case.world, scored, by=SAM, points=scored.body.points + 1)
    with pytest.raises(Refused) as caught:
        go_on(case, since="select", to="declare")
    assert caught.value.rules == {"own-scores-before-selection"}
    assert "The scores of k002 have changed since they were sent." in caught.value.says[0]


# Redeploying, leaving, paying


def test_only_an_open_vacancy_is_offered_and_only_her_own_offer_answered():
    case = standing_before("decide")
    assert faults(case, ASHA, OfferVacancy(vacancy="V9", starts_on=date(2027, 5, 1)), about="k000") == ("V9 is not a vacancy that is open today.",)
    body = OfferAnswered(offer=3, answer="refused")
    assert faults(case, ASHA, body, about="k000", happened_on=case.world.today) == ("Act 3 is not an offer to k000.",)


def test_a_notice_carries_out_a_decision_about_her_for_that_day():
    case = standing_before("release")
    decision = case.last(DecideDismissal)
    for about, position, ends_on, says in (
        ("k000", 3, case.ends_on, "Act 3 does not decide to dismiss k000."),
        ("k001", decision.position, case.ends_on, f"Act {decision.position} does not decide to dismiss k001."),
        ("k000", decision.position, date(2027, 8, 31), "The decision was for Friday 30 April 2027, not for Tuesday 31 August 2027."),
    ):
        told = faults(case, BEN, ReleaseNotice(decision=position, ends_on=ends_on, assume_last_known=True), about=about)
        assert told[0].startswith(says)


def test_an_estimate_that_rests_on_a_value_not_yet_known_says_so_or_is_refused():
    case = standing_before("release")
    decision = case.last(DecideDismissal)
    told = faults(case, BEN, ReleaseNotice(decision=decision.position, ends_on=case.ends_on), about=case.leaver)
    assert told[0].startswith("The estimate cannot be worked out:")
    release = case.world.act(BEN, ReleaseNotice(decision=decision.position, ends_on=case.ends_on, assume_last_known=True), about=case.leaver)
    assert release.figures["redundancy_pay"]["assumptions"]


def test_an_estimate_for_facts_that_cannot_be_is_refused():
    case = standing_before("release", affected={"service_from": date(1979, 1, 1)})
    decision = case.last(DecideDismissal)
    told = faults(case, BEN, ReleaseNotice(decision=decision.position, ends_on=case.ends_on, assume_last_known=True), about=case.leaver)
    assert told and told[0].startswith("The estimate cannot be worked out:")


@pytest.mark.parametrize("ends_on", [date(2027, 4, 29), date(2027, 5, 1)])
def test_a_notice_given_for_another_day_than_its_letter_says_is_a_breach(ends_on):
    case = standing_before("give")
    body = NoticeGiven(letter=case.last(ReleaseNotice).position, ends_on=ends_on, given_by="ben")
    judged = case.world.judged(case.world.draft(BEN, body, about=case.leaver, happened_on=case.world.today)).judged[0]
    assert judged.act.breaches == ("decided-before-notice",)
    assert judged.unmet[0].reasons[0].says.startswith("The letter ends on Friday 30 April 2027; what was given says")


def test_a_protected_person_who_was_considered_for_nothing_is_not_dismissed():
    case = protected_and_at_risk("decide", None)
    caught = refused(case, DecideDismissal(ends_on=case.ends_on, because="Fewest points."), about=case.leaver)
    assert caught.rules == {"protected-person-offered-what-suits", "every-vacancy-considered"}


def test_a_statement_is_of_her_own_notice():
    case = standing_before("give")
    told = faults(case, ASHA, StatePayment(notice=3), about=case.leaver)
    assert len(told) == 1 and told[0].startswith("Act 3 is not a notice that was given")


def test_what_the_employer_was_told_twice_is_answered_twice():
    case = standing_before("decide")
    first, second = tell(case, case.leaver), tell(case, case.leaver, of="maternity")
    answer_protection(case, first, runs=False)
    caught = refused(case, DecideDismissal(ends_on=case.ends_on, because="Fewest points."), about=case.leaver)
    assert caught.rules == {"protected-period-answered"}
    answer_protection(case, second, runs=False)
    case.world.act(BEN, DecideDismissal(ends_on=case.ends_on, because="Fewest points."), about=case.leaver)


def test_what_is_sealed_is_sealed_by_an_office_that_holds_the_power():
    """No office that may record a seal lacks the power in this policy; in one where the chief executive alone holds it, the head does."""
    content = decode(the_pack().canonical)
    content["powers"]["seal_criteria"]["offices"] = ["chief_executive"]
    case = standing_before("seal", pack=parse_pack(json.dumps(content), "secat-2020"))
    published = case.last(PublishCriteria)
    assert faults(case, BEN, SealCriteria(publication=published.position)) == (
        "You may not seal criteria. The office that holds that power does, or delegates it on record.",
    )
    assert faults(case, CEO, SealCriteria(publication=published.position)) == ()


# What only an odd record or an odd policy brings about


def test_consultation_completed_on_the_day_of_a_spoken_notice_is_not_shown_to_come_first():
    case = standing_before("complete")
    steps.complete(case.world)
    body = NoticeGiven(letter=None, ends_on=case.ends_on, given_by="ben")
    judged = case.world.judged(case.world.draft(BEN, body, about=case.leaver, happened_on=case.world.today)).judged[0]
    assert "consultation-finished" in judged.act.breaches
    assert any("Consultation was completed on the same day" in reason.says for one in judged.unmet for reason in one.reasons)


def test_a_stage_that_the_track_does_not_have_is_refused():
    content = decode(the_pack().canonical)
    track = content["tracks"]["headcount-cut"]
    content["tracks"]["headcount-cut"] = [
        {**one, "after": [before if before != "avoiding" else "consulting" for before in one.get("after", []) if before != "avoiding"]}
        for one in track
        if one["stage"] != "avoiding"
    ]
    for name, setting in list(content["settings"].items()):
        if setting["stage"] == "avoiding":
            content["settings"][name] = {**setting, "stage": "consulting"}
    case = standing_before("invite", pack=parse_pack(json.dumps(content), "secat-2020"))
    assert faults(case, ASHA, InviteVolunteers(time="consultation", terms="x")) == ("The policy's track 'headcount-cut' has no stage of avoiding.",)


def test_under_a_policy_that_is_not_here_only_the_law_is_asked():
    case = standing_before("publish")
    case.world.folded = replace(case.world.folded, packs={})
    judged = case.world.judged(case.world.draft(BEN, PublishCriteria(pool=steps.POOL))).judged[0]
    assert judged.faults == () and judged.act.figures == {}
    assert {one.gate.strength.value for one in judged.answered} == {"agreement"}


def test_nothing_is_paid_on_an_assumption(monkeypatch):
    case = standing_before("give", ends_on=date(2027, 3, 31))
    steps.give_notice(case.world, case.leaver, case.last(ReleaseNotice), case.ends_on)
    monkeypatch.setattr(paying, "payment", lambda *asked: {"redundancy_pay": {"assumptions": ["The cap is taken to stay."]}})
    told = faults(case, ASHA, StatePayment(notice=case.last(NoticeGiven).position), about=case.leaver)
    assert told == ("Nothing is paid on an assumption: The cap is taken to stay.",)


def test_a_payment_that_cannot_be_worked_out_is_owed_all_the_same():
    case = standing_before("review", affected={"service_from": date(1979, 1, 1)})
    case.world.report(BEN, NoticeGiven(letter=None, ends_on=case.world.today, given_by="ben"), about=case.leaver)
    body = EmploymentEnded(employment="k000-1", because="Redundancy.")
    case.world.report(ASHA, body, matter="trust", about="person-k000")
    assert case.world.open_duties("give-written-statement-and-pay")


def test_a_figure_that_would_rest_on_what_was_erased_is_a_fault():
    case = standing_before("serve the unions")
    fold = case.world.folded.matters["CH-1"]
    fields = case.last(Affect, "k000").body.model_dump(mode="json")
    erased = Affect.kind.body({name: value for name, value in fields.items() if name != "job"}, absent=["job"], erased_on=date(2026, 12, 1))
    acts = [replace(one, body=erased) if one.kind is Affect.kind and one.about == "k000" else one for one in fold.acts]
    case.world.folded.matters["CH-1"] = Fold(acts)
    told = faults(case, ASHA, ReleaseSection188(union="UNISON"))
    assert len(told) == 1 and told[0].startswith("job is not here: erased on 2026-12-01.")
