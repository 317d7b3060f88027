"""Every gate, one by one: it stops the act that it is for, says why, opens after the missing step, and is what stopped it."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from evenhand.canonical.encoding import decode
from evenhand.policy.pack import Pack, parse_pack
from evenhand.procedure import gates
from evenhand.procedure.amending import Confirm, Depart
from evenhand.procedure.audience import Audience
from evenhand.procedure.gates import GATES, Strength
from evenhand.procedure.judge import Judged
from tests.procedure.refusals import REFUSALS, Stopped
from tests.procedure.stages import STEPS, standing_before
from tests.procedure.world import BEN, CEO, PRIYA, PROOF, Refused, the_pack

EVERY = sorted(GATES)
POLICY = sorted(rule for rule, gate in GATES.items() if gate.strength is Strength.POLICY)
NOT_POLICY = sorted(set(EVERY) - set(POLICY))
REPORTED = {"decided-before-notice", "statement-before-payment"}  # on acts that come about elsewhere, which no gate refuses


def test_every_gate_has_its_shortest_way_into_it():
    assert sorted(REFUSALS) == EVERY


def test_the_policy_that_comes_with_evenhand_asks_for_every_rule_of_policy():
    """One that no clause maps is asked of nobody, whatever the code says."""
    pack = the_pack()
    assert [rule for rule in POLICY if not pack.clauses_for(rule)] == []


def judged_by(stopped: Stopped, attempt: Any) -> list[Judged]:
    """The acts that the attempt makes, as judged, whether they were refused or recorded."""
    since = len(stopped.case.world.judgements)
    with suppress(Refused):
        attempt()
    return [one for judgement in stopped.case.world.judgements[since:] for one in judgement.judged]


def judged_of(stopped: Stopped, attempt: Any) -> Judged:
    """The act that the attempt is about: the first that a gate does not let through, else the last."""
    judged = judged_by(stopped, attempt)
    return next((one for one in judged if one.unmet), judged[-1])


def rules(judged: Judged) -> set[str]:
    return {one.gate.rule for one in judged.unmet}


@pytest.fixture
def without_gate(monkeypatch):
    def take_out(rule: str) -> None:
        for name, found in gates._BY_KIND.items():
            monkeypatch.setitem(gates._BY_KIND, name, [gate for gate in found if gate.rule != rule])

    return take_out


@pytest.mark.parametrize("rule", EVERY)
def test_the_act_is_stopped_by_this_rule_and_no_other(rule):
    stopped = REFUSALS[rule].build(None)
    judged = judged_of(stopped, stopped.attempt)
    assert judged.faults == ()
    assert rules(judged) == {rule} | REFUSALS[rule].also
    assert bool(judged.blocked) is (rule not in REPORTED)


@pytest.mark.parametrize("rule", EVERY)
def test_the_reason_says_what_is_wrong_what_to_do_and_who_says_so(rule):
    stopped = REFUSALS[rule].build(None)
    found = next(one for one in judged_of(stopped, stopped.attempt).unmet if one.gate.rule == rule)
    assert REFUSALS[rule].says in " ".join(reason.says for reason in found.reasons)
    assert all(reason.says.endswith((".", ":")) and reason.do.endswith(".") for reason in found.reasons)
    assert found.gate.cites
    if found.gate.strength is Strength.POLICY:
        assert found.clauses, "a policy gate prints the clause that asks for it"


@pytest.mark.parametrize("rule", EVERY)
def test_the_act_goes_through_after_the_missing_step(rule):
    stopped = REFUSALS[rule].build(None)
    if stopped.otherwise is None:
        judged_of(stopped, stopped.attempt)
    stopped.mend()
    judged = judged_of(stopped, stopped.otherwise or stopped.attempt)
    assert judged.faults == () and judged.unmet == ()


@pytest.mark.parametrize("rule", EVERY)
def test_nothing_but_the_gate_stops_it(rule, without_gate):
    stopped = REFUSALS[rule].build(None)
    without_gate(rule)
    assert rules(judged_of(stopped, stopped.attempt)) == REFUSALS[rule].also


@pytest.mark.parametrize("rule", EVERY)
def test_reported_as_done_elsewhere_it_is_recorded_with_the_breach_and_its_exposure(rule):
    stopped = REFUSALS[rule].build(None)
    world = stopped.case.world
    draft = judged_of(stopped, stopped.attempt).act.as_draft()
    if rule not in REPORTED:
        draft = replace(draft, elsewhere=True)
    judged = world.judged(draft).judged[0]
    assert judged.faults == () and judged.blocked == ()
    assert set(judged.act.breaches) == {rule} | REFUSALS[rule].also
    told = [given for part in judged.parts() if part.name == "answers" for given in part.value["answers"] if given["rule"] == rule]
    assert [(given["breach"], given["exposure"]) for given in told] == [(True, GATES[rule].exposure)]


@pytest.mark.parametrize("rule", sorted(rule for rule, gate in GATES.items() if gate.strength is not Strength.POLICY))
def test_a_breach_of_law_or_agreement_says_what_it_exposes_the_trust_to(rule):
    assert GATES[rule].exposure


@pytest.mark.parametrize("rule", sorted(rule for rule, gate in GATES.items() if gate.audience is Audience.PROTECTED))
def test_what_a_protected_gate_answers_is_in_a_part_for_those_who_may_know(rule):
    stopped = REFUSALS[rule].build(None)
    judged = judged_of(stopped, stopped.attempt)
    held = {part.audience for part in judged.parts() if part.name == "answers" and any(given["rule"] == rule for given in part.value["answers"])}
    assert held == {Audience.PROTECTED}


def depart(world: Any, rule: str, actor: Any = CEO, **more: Any) -> Any:
    until = more.pop("until", None)
    return world.act(actor, Depart(rule=rule, until=until, instead="Something else.", because="It is better here."), **more)


@pytest.mark.parametrize("rule", POLICY)
def test_a_recorded_departure_lets_it_through_and_the_answer_says_so(rule):
    stopped = REFUSALS[rule].build(None)
    depart(stopped.case.world, rule)
    judged = judged_by(stopped, stopped.attempt)
    assert not any(one.faults or one.unmet for one in judged)
    assert any((rule, "departed from") in one.act.answers for one in judged)


@pytest.mark.parametrize("rule", POLICY)
def test_only_who_holds_the_power_departs_from_policy(rule):
    stopped = REFUSALS[rule].build(None)
    with pytest.raises(Refused) as refused:
        depart(stopped.case.world, rule, BEN)
    assert refused.value.faults == ["Your office may not depart from policy. Ask someone who holds that power."]


@pytest.mark.parametrize("rule", NOT_POLICY)
def test_nobody_departs_from_law_or_from_an_agreement(rule):
    world = standing_before("approve").world
    with pytest.raises(Refused) as refused:
        depart(world, rule)
    assert f"{rule} is a rule of {GATES[rule].strength.value}. Nobody can depart from it." in refused.value.faults


def test_a_rule_that_does_not_exist_cannot_be_departed_from():
    with pytest.raises(Refused) as refused:
        depart(standing_before("approve").world, "be-kind")
    assert refused.value.faults == ["There is no rule called be-kind."]


@cache
def pack_without(rule: str) -> Pack:
    """The same policy, no clause or ruling of which asks for the rule."""
    content = decode(the_pack().canonical)
    for entry in [*content["clauses"].values(), *content["rulings"]]:
        if rule in entry.get("rules", ()):
            entry["rules"] = [one for one in entry["rules"] if one != rule]
            if not entry["rules"]:
                del entry["rules"]
            if "gist" in entry:
                entry["left_to_a_person"] = "This policy leaves it to a person."
    return parse_pack(json.dumps(content), "secat-2020")


@pytest.mark.parametrize("rule", POLICY)
def test_a_policy_that_does_not_map_the_rule_does_not_ask_for_it(rule):
    stopped = REFUSALS[rule].build(pack_without(rule))
    judged = judged_of(stopped, stopped.attempt)
    assert judged.faults == () and judged.unmet == ()
    assert rule not in dict(judged.act.answers)
    with pytest.raises(Refused) as refused:
        depart(stopped.case.world, rule)
    assert "does not ask for" in refused.value.faults[0]


@pytest.mark.parametrize("rule", [rule for rule in NOT_POLICY if the_pack().clauses_for(rule)])
def test_the_law_asks_whatever_the_policy_maps(rule):
    stopped = REFUSALS[rule].build(pack_without(rule))
    assert rules(judged_of(stopped, stopped.attempt)) == {rule} | REFUSALS[rule].also


def test_a_departure_about_one_person_frees_her_and_no_other():
    case = standing_before("decide", without={"meet before decision"})
    depart(case.world, "met-before-decision", about="k001")
    with pytest.raises(Refused) as refused:
        STEPS["decide"](case)
    assert refused.value.rules == {"met-before-decision"}
    depart(case.world, "met-before-decision", about=case.leaver)
    STEPS["decide"](case)


@pytest.mark.parametrize(("days", "free"), [(0, True), (1, False)])
def test_a_departure_holds_to_the_end_of_its_last_day(days, free):
    case = standing_before("decide", without={"meet before decision"})
    until = case.world.today
    depart(case.world, "met-before-decision", until=until)
    case.world.wait_until(until + timedelta(days=days))
    if free:
        STEPS["decide"](case)
    else:
        with pytest.raises(Refused):
            STEPS["decide"](case)


def test_a_departure_said_to_have_been_made_elsewhere_frees_nobody_until_a_second_person_confirms_it():
    case = standing_before("decide", without={"meet before decision"})
    made = depart(case.world, "met-before-decision", elsewhere=True, happened_on=case.world.today, evidence=PROOF)
    with pytest.raises(Refused) as refused:
        STEPS["decide"](case)
    assert refused.value.rules == {"met-before-decision"}
    case.world.act(PRIYA, Confirm(positions=(made.position,)))
    STEPS["decide"](case)


def test_all_that_is_missing_is_said_at_once():
    case = standing_before("decide", without={"meet before decision", "meet on redeployment", "consult hr", "measures"})
    with pytest.raises(Refused) as refused:
        STEPS["decide"](case)
    assert refused.value.rules == {"met-before-decision", "redeployment-meeting-held", "hr-consulted-before-notice", "avoidance-measures-considered"}
    assert len(refused.value.says) == 3 + 7 * 2


def test_two_gates_cannot_have_one_name():
    with pytest.raises(ValueError, match="two gates are called every-union-served"):
        gates.gate("every-union-served", Strength.LAW, on=(), cites="none")(lambda *asked: ())


def test_a_gate_opened_by_time_says_on_which_day():
    stopped = REFUSALS["last-clear-day-has-passed"].build(None)
    found = judged_of(stopped, stopped.attempt).unmet[0]
    assert found.reasons[0].opens_on == date(2026, 12, 3)
