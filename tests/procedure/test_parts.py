"""The parts of an act: the same places for every act of a kind, nothing told by a part to those whom it is not for, and what absence does."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.canonical.encoding import decode, encode
from evenhand.procedure.acts import HIDDEN_ACTOR, REGISTER, MissingFact, act
from evenhand.procedure.amending import Confirm, Correct
from evenhand.procedure.audience import Audience, Office, Seat, may_see
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.procedure.change.redeploying import OfferVacancy
from evenhand.procedure.duties import DUTIES, duties, duty
from evenhand.procedure.faults import faults
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.gates import GATES, Strength, answers
from evenhand.procedure.judge import Judged
from evenhand.procedure.parts import AbsentFigures, Gap, Part, act_from, layout, part_from
from evenhand.procedure.trust.people import EmployerTold
from tests.procedure.refusals import REFUSALS, answer_protection, offer, protected_and_at_risk, tell, undertake
from tests.procedure.stages import LARGE, STEPS, correct, standing_before
from tests.procedure.world import ASHA, BEN, an_employment, herself

ERASED_ON = date(2026, 12, 1)


@pytest.fixture(scope="module")
def recorded() -> list[Judged]:
    """Every act of some procedures: with law and without, protected people, an undertaking, corrections, an offer, a departure."""
    large = standing_before("give", size=LARGE)
    STEPS["give"](large)
    other = protected_and_at_risk("decide", None)
    offer(other, other.leaver)
    undertake(other, "change.select")
    correct(other.world, other.last(WarnPerson, "k000"), by=BEN, letter="Another.")
    correct(other.world, other.last(WarnPerson, "k001"), by=BEN)
    REFUSALS["protected-period-answered"].build(None)
    return [*large.world.recorded, *other.world.recorded]


def test_every_act_of_a_kind_has_the_same_parts_whatever_it_says(recorded):
    found: dict[object, set[object]] = {}
    for judged in recorded:
        key = (
            judged.act.kind.name,
            judged.target.kind.name if judged.target else None,
            judged.act.matter == "trust",
            judged.act.actor.office is Office.EMPLOYEE,
        )
        found.setdefault(key, set()).add(tuple((part.name, part.audience) for part in judged.parts()))
    assert [key for key, layouts in found.items() if len(layouts) > 1] == []
    assert len(found) > 35


@pytest.mark.parametrize("kind", sorted(REGISTER))
def test_a_correction_stands_in_the_places_of_what_it_corrects(kind):
    places = layout(REGISTER[kind], "CH-1", Office.HR_ADVISER)
    assert len(places) == len(set(places)), "no act holds two parts for one role"
    assert [name for name, _ in places[:7]] == ["place", "kind", "actor", "day", "evidence", "figures", "basis"]


def test_a_withdrawal_and_a_change_have_the_same_places(recorded):
    corrections = [judged for judged in recorded if judged.target and judged.target.kind.name == "change.warn_person"]
    assert len({tuple((part.name, part.audience) for part in judged.parts()) for judged in corrections}) == 1
    assert {judged.act.body.fields is None for judged in corrections} == {True, False}


def test_an_act_is_put_together_again_from_its_parts(recorded):
    for judged in recorded:
        again = act_from(judged.act.position, [part_from(part.content()) for part in judged.parts()])
        assert again is not None
        assert (again.body, again.actor, again.about, again.happened_on, again.evidence) == (
            judged.act.body,
            judged.act.actor,
            judged.act.about,
            judged.act.happened_on,
            judged.act.evidence,
        )
        assert dict(again.answers) == dict(judged.act.answers)
        assert encode(dict(again.figures)) == encode(dict(judged.act.figures or {}))


# What nobody else learns


def seen_by(judged: Judged, seat: Seat) -> list[Part]:
    return [part for part in judged.parts() if may_see(part.audience, part.about, seat, announced=True, concerned=True)]


OTHERS = [office for office in Office if office not in (Office.CONFIDENTIAL_HR,)]


@pytest.mark.parametrize("office", OTHERS)
def test_that_she_is_protected_is_told_by_no_part_that_others_see(office):
    """Not her name either: beside a kind that is withheld it would say enough."""
    case = standing_before("review")
    answer_protection(case, tell(case, "k000"))
    seat = Seat("someone", office, union="UNISON")
    for judged in case.world.recorded[-2:]:
        content = b"".join(part.content() for part in seen_by(judged, seat))
        for secret in (b"person-k000", b"pregnancy", b"employer_told", b"answer_protected_period"):
            assert secret not in content


def test_she_sees_what_is_recorded_of_her():
    case = standing_before("review")
    tell(case, "k000")
    seat = Seat("person-k000", Office.EMPLOYEE)
    names = [part.name for part in seen_by(case.world.recorded[-1], seat)]
    assert {"kind", "actor", "day", "body"} <= set(names)


def test_whoever_was_offered_a_vacancy_does_not_learn_for_whom_it_was_first():
    case = protected_and_at_risk("meet on redeployment", None)
    body = OfferVacancy(vacancy="V1", starts_on=date(2027, 5, 1))
    case.world.act(ASHA, body, about="k001", elsewhere=True, happened_on=case.world.today)
    judged = case.world.recorded[-1]
    assert judged.act.breaches == ("protected-person-comes-first",)
    content = b"".join(part.content() for part in seen_by(judged, Seat("person-k001", Office.EMPLOYEE, code="k001")))
    assert b"k000" not in content


def test_only_one_part_joins_a_code_to_a_person(recorded):
    for judged in recorded:
        if judged.act.kind is Affect.kind:
            holding = {part.audience for part in judged.parts() if f"person-{judged.act.about}".encode() in part.content()}
            assert holding == {Audience.IDENTITY}


def test_who_an_employee_is_is_not_for_the_parties():
    case = standing_before("complete")
    case.world.act(herself("k000"), Confirm(positions=(case.last(WarnPerson, "k000").position + 1,)), about="k000")
    actor = next(part for part in case.world.recorded[-1].parts() if part.name == "actor")
    assert actor.audience is Audience.PERSON


HEAD, CONFIDENTIAL = Seat("ben", Office.HEADTEACHER), Seat("cora", Office.CONFIDENTIAL_HR)


def test_a_protected_answer_changes_only_the_digest_of_those_who_may_know_it():
    """The same decision is shown before and after the employer is told of a pregnancy: the head's page must not say that anything changed."""
    case = standing_before("decide")

    def digests():
        judgement = case.world.judged(case.world.draft(BEN, DecideDismissal(ends_on=case.ends_on, because="Fewest points."), about=case.leaver))
        return judgement.refused, judgement.digest(HEAD), judgement.digest(CONFIDENTIAL)

    before = digests()
    tell(case, case.leaver)
    after = digests()
    assert (before[0], after[0]) == (False, True)
    assert before[1] == after[1]
    assert before[2] != after[2]


def test_a_changed_figure_changes_the_digest_of_everyone_who_sees_it():
    case = standing_before("serve the unions")
    drafted = case.world.draft(ASHA, ReleaseSection188(union="UNISON"))
    before = case.world.judged(drafted).digest(HEAD)
    case.world.act(ASHA, an_employment("k003"), about="k003")
    assert case.world.judged(drafted).digest(HEAD) != before


# What is absent


def affect_without(*absent: str, erased_on: date | None) -> Affect:
    case = standing_before("review")
    fields = case.last(Affect, "k000").body.model_dump(mode="json")
    return Affect.kind.body({name: value for name, value in fields.items() if name not in absent}, absent=absent, erased_on=erased_on)


def test_what_was_erased_says_when():
    body = affect_without("service_from", erased_on=ERASED_ON)
    with pytest.raises(MissingFact, match="service_from is not here: erased on 2026-12-01") as missing:
        _ = body.service_from
    assert missing.value.erased_on == ERASED_ON
    assert body.job == "TA2"


def test_what_is_withheld_says_so():
    with pytest.raises(MissingFact, match="service_from is not here: withheld"):
        _ = affect_without("service_from", erased_on=None).service_from


def test_a_field_that_has_a_default_is_missing_all_the_same():
    with pytest.raises(MissingFact):
        _ = affect_without("contract_weeks", erased_on=None).contract_weeks


def test_what_is_no_field_is_an_ordinary_error():
    with pytest.raises(AttributeError):
        _ = affect_without("contract_weeks", erased_on=None).weather


def test_a_withheld_actor_is_nobody():
    with pytest.raises(MissingFact, match="actor.person"):
        _ = HIDDEN_ACTOR.person


def with_body(case, body) -> Dossier:
    """The change as it stands, the first person's employment read from fewer parts."""
    acts = [replace(one, body=body) if one.kind is Affect.kind and one.about == "k000" else one for one in case.world.folded.matters["CH-1"].acts]
    return Dossier(Fold(acts), on=case.world.today)


def asked_to_release(erased_on):
    case = standing_before("release")
    body = ReleaseNotice(decision=case.last(DecideDismissal).position, ends_on=case.ends_on)
    draft = case.world.draft(BEN, body, about="k000")
    return answers(with_body(case, affect_without("service_from", erased_on=erased_on)), draft, case.world.context())


def test_a_gate_that_needs_what_was_erased_answers_that_it_is_not_recorded_and_since_when():
    found = next(one for one in asked_to_release(ERASED_ON) if one.gate.rule == "statutory-notice-is-given")
    assert found.answer.value == "not recorded"
    assert [reason.says for reason in found.reasons] == ["A fact that this rests on was erased on Tuesday 1 December 2026."]


def test_a_gate_that_needs_what_is_withheld_is_not_answered():
    with pytest.raises(MissingFact):
        asked_to_release(None)


def test_a_duty_that_needs_what_was_erased_takes_no_other_down_with_it():
    case = standing_before("give")
    STEPS["give"](case)
    body = affect_without("service_from", erased_on=ERASED_ON)
    found = duties(with_body(case, body), case.world.context(), "change")
    by_hand = [owed for owed in found if owed.owed_to == "the record"]
    assert [owed.says for owed in by_hand] == [
        "Look by hand at what else is owed under this rule: a fact that it rests on was erased on Tuesday 1 December 2026."
    ]
    assert {"tell-everyone-affected", "invite-volunteers"} <= {owed.rule for owed in found}
    with pytest.raises(MissingFact):
        duties(with_body(case, affect_without("service_from", erased_on=None)), case.world.context(), "change")


def test_nothing_is_recorded_that_rests_on_what_was_erased():
    case = standing_before("release")
    draft = case.world.draft(BEN, ReleaseNotice(decision=case.last(DecideDismissal).position, ends_on=case.ends_on), about="k000")
    told = list(faults(with_body(case, affect_without("weekly_pay", erased_on=ERASED_ON)), draft, case.world.context()))
    assert told == ["The estimate cannot be worked out: weekly_pay is not here: erased on 2026-12-01"]
    draft = case.world.draft(herself("k000"), Confirm(positions=(1,)), about="k000")
    told = list(faults(with_body(case, affect_without("person", erased_on=ERASED_ON)), draft, case.world.context()))
    assert any(fault.startswith("person is not here: erased on 2026-12-01.") for fault in told)


def test_an_act_of_which_too_little_is_shown_is_none():
    case = standing_before("review")
    parts = case.world.recorded[-1].parts()
    hidden = [Gap() if part.name == "kind" else part for part in parts]
    assert act_from(5, hidden) is None
    assert act_from(5, parts) is not None


def test_figures_that_are_not_here_are_not_none():
    case = standing_before("pool")
    judged = next(one for one in case.world.recorded if one.act.kind.name == "change.complete_consultation")
    shown = act_from(5, [Gap(ERASED_ON) if part.name == "figures" else part for part in judged.parts()])
    assert isinstance(shown.figures, AbsentFigures) and len(shown.figures) == 1
    for reading in (lambda: shown.figures["counts"], lambda: list(shown.figures)):
        with pytest.raises(MissingFact, match="figures"):
            reading()


def test_a_withheld_correction_puts_nothing_known_in_place():
    case = standing_before("complete")
    letter = case.last(WarnPerson, "k000")
    correct(case.world, letter, by=BEN, letter="Another.", confirmed_by=None)
    parts = case.world.recorded[-1].parts()
    shown = act_from(5, [Gap() if part.name == "body" else part for part in parts])
    with pytest.raises(MissingFact):
        _ = shown.body.fields


def test_a_kind_or_a_schema_that_this_version_cannot_read_is_said():
    case = standing_before("review")
    parts = case.world.recorded[-1].parts()
    newer = [replace(part, value=dict(part.value) | {"version": 2}) if part.name == "kind" else part for part in parts]
    with pytest.raises(KeyError, match="version 2 is not known to this version"):
        act_from(5, newer)
    stored = decode(parts[0].content())
    with pytest.raises(KeyError, match="which this version cannot read"):
        part_from(encode(stored | {"schema": "evenhand/part/9"}))
    with pytest.raises(ValueError, match="a part has the fields"):
        part_from(encode(stored | {"more": 1}))


def test_an_act_read_without_some_answers_has_those_that_are_shown():
    case = standing_before("approve")
    STEPS["approve"](case)
    parts = case.world.recorded[-1].parts()
    shown = act_from(5, [Gap() if part.name in ("answers", "actor") else part for part in parts])
    assert shown.answers == () and shown.actor is HIDDEN_ACTOR


# Declaring


def test_two_kinds_cannot_have_one_name():
    with pytest.raises(ValueError, match="two kinds of act are called change.propose"):
        act("change.propose", by=(), audience=Audience.PARTIES)(Propose)


def test_two_duties_cannot_have_one_name():
    with pytest.raises(ValueError, match="two duties are called consult-unions"):
        duty("consult-unions", Strength.LAW, matter="change", cites="none")(lambda *asked: ())


def test_no_gate_and_no_duty_share_a_name():
    assert GATES.keys().isdisjoint(DUTIES)


def test_a_correction_of_what_is_protected_is_as_protected():
    case = standing_before("review")
    told = tell(case, "k000")
    body = Correct(corrects=told.position, fields={"of": "maternity", "expected_on": None}, because="Entered wrongly.")
    case.world.act(herself("k000"), body, matter="trust", about="person-k000", happened_on=case.world.today)
    for seat in (Seat("asha", Office.HR_ADVISER), Seat("carys", Office.UNION_REPRESENTATIVE, union="UNISON"), HEAD):
        content = b"".join(part.content() for part in seen_by(case.world.recorded[-1], seat))
        assert b"maternity" not in content and b"person-k000" not in content
    assert EmployerTold.kind.audience is Audience.PROTECTED
