"""Who may record what, and who may see what: tables written out by hand, not read from the code that they test."""

from itertools import product

import pytest

from evenhand.procedure.acts import REGISTER, Actor, Draft
from evenhand.procedure.audience import Audience, Office, Seat, may_see
from evenhand.procedure.faults import faults
from evenhand.procedure.gates import GATES
from evenhand.procedure.judge import kept_for
from tests.procedure.refusals import REFUSALS
from tests.procedure.stages import standing_before
from tests.procedure.test_gates import judged_of

OFFICES = {
    "H": Office.HR_ADVISER,
    "C": Office.CONFIDENTIAL_HR,
    "T": Office.HEADTEACHER,
    "X": Office.CHIEF_EXECUTIVE,
    "B": Office.TRUSTEE,
    "S": Office.ASSESSOR,
    "U": Office.UNION_REPRESENTATIVE,
    "E": Office.EMPLOYEE,
    "A": Office.AUDITOR,
    "D": Office.ADMINISTRATOR,
}

MAY_RECORD = {
    "record.confirm": "HCTXBSUE",
    "record.correct": "HCTXBSUE",
    "record.dispute": "UE",
    "record.depart": "HCTXB",
    "record.review": "HCTXB",
    "record.review_in_confidence": "C",
    "trust.found": "XB",
    "trust.introduce_key": "XBD",
    "trust.appoint": "XB",
    "trust.end_office": "XB",
    "trust.delegate": "TXB",
    "trust.recognise_union": "HCXB",
    "trust.list_vacancy": "HC",
    "trust.close_vacancy": "HC",
    "trust.state_vacancies": "HC",
    "trust.employer_told": "HCTE",
    "trust.answer_protected_period": "C",
    "trust.employment_ended": "HCE",
    "trust.erase": "HC",
    "trust.declare_restore": "HCXD",
    "trust.record_import": "HCXD",
    "trust.close_reading_log": "HCXD",
    "change.propose": "HCTX",
    "change.affect": "HCTX",
    "change.review_unavoidable": "TX",
    "change.approve_in_principle": "HCTXB",
    "change.release_section_188": "HCTX",
    "change.section_188_served": "HCTXU",
    "change.warn_person": "HCTX",
    "change.letter_served": "HCTXE",
    "change.reply_served": "HCTXU",
    "change.hr1_received": "HC",
    "change.union_representation": "HCTXU",
    "change.employee_representation": "HCTXE",
    "change.answer_union": "HCTX",
    "change.answer_employee": "HCTX",
    "change.record_subject_outcome": "HCTX",
    "change.complete_consultation": "HCTX",
    "change.consider_measure": "HCTX",
    "change.invite_volunteers": "HCTX",
    "change.meeting": "HCTXE",
    "change.form_pool": "TX",
    "change.place_in_pool": "TX",
    "change.publish_criteria": "TX",
    "change.seal_criteria": "TX",
    "change.score": "S",
    "change.disclose_scores": "HCTX",
    "change.record_tie_break": "TX",
    "change.attest_reasons": "TX",
    "change.select": "TX",
    "change.declare_at_risk": "TX",
    "change.consider_vacancies": "HCTX",
    "change.offer_vacancy": "HCTX",
    "change.offer_answered": "HCTXE",
    "change.consult_hr": "HC",
    "change.decide_dismissal": "TXB",
    "change.release_notice": "TX",
    "change.notice_given": "HCTXE",
    "change.extend_notice": "TX",
    "change.notice_withdrawn": "TXE",
    "change.state_payment": "HC",
    "change.paid": "HC",
    "dispute.undertaking_given": "HCTXU",
    "dispute.undertaking_ended": "HCTXU",
}

CASE = standing_before("review")


def test_the_table_has_every_kind_of_act():
    assert sorted(MAY_RECORD) == sorted(REGISTER)


@pytest.mark.parametrize(("kind", "letter"), [*product(MAY_RECORD, OFFICES)])
def test_only_these_offices_record_it(kind, letter):
    actor = Actor("someone", OFFICES[letter], union="UNISON" if letter == "U" else None)
    model = REGISTER[kind].model
    draft = Draft("CH-1", model.model_construct(**({"union": "UNISON"} if "union" in model.model_fields else {})), actor)
    told = [fault for fault in faults(CASE.world.dossier(), draft, CASE.world.context()) if fault.startswith("Only ")]
    assert bool(told) is (letter not in MAY_RECORD[kind])
    assert all(f"you act as {OFFICES[letter].replace('_', ' ')}" in fault for fault in told)


# Who sees a part: in any matter (an assessor only once it is announced); where it is announced and concerns the seat; where it is also about her.

ALWAYS = {
    Audience.TRUST: "HCTXBSUEAD",
    Audience.PARTIES: "HCTXBA",
    Audience.PERSON: "HCTXA",
    Audience.SCORES: "HCTXSA",
    Audience.MANAGEMENT: "HCTXBA",
    Audience.HR: "HCA",
    Audience.IDENTITY: "HCTXSA",
    Audience.PROTECTED: "C",
}
ABOUT_HER = (Audience.PERSON, Audience.SCORES, Audience.IDENTITY, Audience.PROTECTED)


def test_the_table_has_every_audience():
    assert set(ALWAYS) == set(Audience)


@pytest.mark.parametrize(("audience", "letter", "announced", "concerned", "about"), [*product(Audience, OFFICES, *[(False, True)] * 2, ("her", "other", None))])
def test_only_these_see_it(audience, letter, announced, concerned, about):
    seat = Seat("person-her", OFFICES[letter], code="her")
    expected = letter in ALWAYS[audience] and (announced or letter != "S" or audience is Audience.TRUST)
    if announced and audience is Audience.PARTIES:
        expected = expected or concerned
    if announced and audience in ABOUT_HER and letter == "E":
        expected = expected or about == "her"
    assert may_see(audience, about, seat, announced=announced, concerned=concerned) is expected


@pytest.mark.parametrize(("about", "sees"), [("k1", True), ("person-1", True), ("k2", False)])
def test_she_is_known_by_her_code_in_a_matter_and_by_her_own_id_in_the_trusts(about, sees):
    seat = Seat("person-1", Office.EMPLOYEE, code="k1")
    assert may_see(Audience.PERSON, about, seat, announced=True, concerned=True) is sees


@pytest.mark.parametrize("about", [None, "k1"])
def test_whoever_has_no_code_sees_nothing_that_is_about_nobody(about):
    seat = Seat("person-1", Office.EMPLOYEE)
    assert not may_see(Audience.PERSON, about, seat, announced=True, concerned=True)


# Which office is shown a gate's answer and its reasons

SHOWN = {"protected": "C", "parties": "HCTXBUA", "person": "HCTXA"}


@pytest.mark.parametrize(("rule", "letter"), [*product(sorted(rule for rule in GATES if GATES[rule].audience is Audience.PROTECTED), OFFICES)])
def test_an_answer_that_would_tell_who_is_protected_is_shown_to_confidential_hr_alone(rule, letter):
    stopped = REFUSALS[rule].build(None)
    judged = judged_of(stopped, stopped.attempt)
    answered = next(one for one in judged.unmet if one.gate.rule == rule)
    seat = Seat("someone", OFFICES[letter])
    assert may_see(kept_for(answered.gate, judged.act.matter), judged.act.about, seat, announced=True, concerned=True) is (letter == "C")


@pytest.mark.parametrize("letter", OFFICES)
@pytest.mark.parametrize("rule", ["statutory-notice-is-given", "selection-follows-the-points", "no-offer-was-accepted"])
def test_a_reason_about_one_person_is_not_shown_outside_those_who_decide_about_her(rule, letter):
    stopped = REFUSALS[rule].build(None)
    judged_of(stopped, stopped.attempt)
    judgement = stopped.case.world.judgements[-1]
    seat = Seat("someone", OFFICES[letter], union="UNISON")
    shown = [answer for one in judgement.shown(seat) for answer in one["answers"] if answer[0] == rule]
    told = any(REFUSALS[rule].says in says for answer in shown for says in answer[2])
    assert told is (letter in SHOWN["person"])


def test_a_reason_for_those_who_decide_is_in_no_part_that_the_parties_see():
    """The parties see that the gate was not met, and not what it says of her."""
    stopped = REFUSALS["selection-follows-the-points"].build(None)
    judged = judged_of(stopped, stopped.attempt)
    seen = [given for part in judged.parts() if part.name == "answers" and part.audience is Audience.PARTIES for given in part.value["answers"]]
    assert [given["because"] for given in seen if given["rule"] == "selection-follows-the-points"] == [[]]
