"""Duties and steps of a plan: under whose rule, to whom, by which day; and that nothing of them tells who is protected."""

from datetime import date

import pytest

from evenhand.planning.owed import in_force
from evenhand.planning.timetable import _known_steps
from evenhand.planning.writing import contents
from evenhand.policy.pack import parse_pack
from evenhand.procedure.everything import BUILT_STAGES, RULES
from tests.planning.small_proposal import ON, PACK, a_trust_with, a_union, cutting_to, deleting, deleting_all, planned
from tests.policy.small_pack import PACK as SMALL_PACK


def due(plan, rule):
    return [each for each in plan.duties if each.rule == rule]


def test_each_union_recognised_for_the_staff_at_the_school_is_to_be_consulted_by_the_last_day(tmp_path):
    unions = [a_union(), a_union("GMB", schools="Heron School"), a_union("NASUWT", "teacher"), a_union("NEU", "teacher; support")]
    plan = planned(tmp_path, deleting_all(a_trust_with(20) | {"unions.csv": unions}))
    owed = due(plan, "consult-unions")
    assert [(each.owed_to, each.due_on) for each in owed] == [(f"{union}, for Heron School", date(2027, 2, 28)) for union in ("GMB", "NEU", "UNISON")]
    assert {each.cites for each in owed} == {("TULRCA 1992 s.188(1), (1A)",)}
    assert {str(each.owner) for each in owed} == {"headteacher"}
    assert "secat-2020 PRO-3.3" in owed[0].clauses


def test_without_a_recognised_union_representatives_are_to_be_elected(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(20) | {"unions.csv": [a_union("NASUWT", "teacher")]}))
    assert [each.owed_to for each in due(plan, "consult-unions")] == ["elected representatives, for Heron School"]


def test_a_union_is_consulted_though_nobody_who_holds_the_posts_could_be_taken(tmp_path):
    trust = deleting_all(a_trust_with(20))
    for person in trust["staff.csv"][:19]:
        person["Date of Birth"] = "31/02/1980"
    trust["proposal-change-current.csv"] = deleting(*[f"P{place}" for place in range(1, 20)])
    plan = planned(tmp_path, trust)
    assert [each.owed_to for each in due(plan, "every-union-told")] == ["UNISON, for Heron School"]


def test_below_the_threshold_policy_asks_for_consultation_and_no_day_is_fixed(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(19)))
    assert not due(plan, "consult-unions") and not due(plan, "notify-secretary-of-state")
    (owed,) = due(plan, "every-union-told")
    assert (owed.due_on, str(owed.strength)) == (None, "policy")


def test_a_policy_that_does_not_ask_for_it_brings_no_such_duty(tmp_path):
    silent = parse_pack(SMALL_PACK, "small.yaml")
    plan = planned(tmp_path, deleting_all(a_trust_with(19)), pack=silent)
    assert not in_force("every-union-told", silent)
    assert not due(plan, "every-union-told")
    assert due(plan, "answer-protected-period") and due(plan, "statutory-notice-is-given")


def test_hr1_is_due_before_the_first_notice_if_that_is_the_earlier_limit(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(20)))
    (notice,) = due(plan, "statutory-notice-is-given")
    # Twelve weeks before Wednesday 31 March 2027 is Wednesday 6 January; HR1 is received the day before.
    assert notice.due_on == notice.deliver_by == date(2027, 1, 6)
    (hr1,) = due(plan, "notify-secretary-of-state")
    assert (hr1.due_on, hr1.owed_to) == (date(2027, 1, 5), "Secretary of State, for Heron School")


def test_with_short_notice_hr1_is_due_by_the_limit_of_the_clear_days(tmp_path):
    trust = deleting_all(a_trust_with(20, **{"Contract Start": "01/09/2025"}))
    for person in trust["staff.csv"]:
        person["Continuous Service Date"] = "01/09/2025"
    (hr1,) = due(planned(tmp_path, trust), "notify-secretary-of-state")
    assert hr1.due_on == date(2027, 2, 28)


@pytest.mark.parametrize(("terms", "last"), [("Burgundy Book", date(2027, 2, 28)), ("Burgundy Book (head)", date(2027, 1, 31))])
def test_a_teachers_employment_ends_at_the_next_term_end_and_notice_backs_off_to_a_working_day(tmp_path, terms, last):
    trust = deleting_all(a_trust_with(1, **{"Notice Terms": terms, "Contract Start": "01/09/2025"}))
    trust["staff.csv"][0]["Continuous Service Date"] = "01/09/2025"
    plan = planned(tmp_path, trust)
    (row,) = plan.rows
    assert row.each.ends_on == date(2027, 4, 30)
    (notice,) = due(plan, "teacher-notice-ends-on-a-term-end")
    assert notice.due_on == last
    assert notice.deliver_by == {date(2027, 2, 28): date(2027, 2, 26), date(2027, 1, 31): date(2027, 1, 29)}[last]


def test_statutory_notice_that_is_longer_than_a_teachers_goes_first(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(1, **{"Notice Terms": "Burgundy Book"})), assume="last-known")
    # Twelve weeks before Friday 30 April 2027 is Friday 5 February, earlier than the Burgundy Book's 28 February.
    assert [each.due_on for each in due(plan, "teacher-notice-ends-on-a-term-end")] == [date(2027, 2, 5)]


def test_a_day_that_has_gone_by_is_something_to_look_at(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(20)), end=date(2026, 12, 2))
    assert any("consultation would have had to begin by Sunday 1 November 2026" in says for says in plan.to_look_at)
    assert sum("notice for Wednesday 2 December 2026 would have had to be given by" in says for says in plan.to_look_at) == 20
    assert not planned(tmp_path, deleting_all(a_trust_with(20))).to_look_at


def test_consultation_that_can_still_begin_on_the_day_itself_is_in_time(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(20)), end=date(2026, 12, 3))
    assert not any("would have had to begin" in says for says in plan.to_look_at)


@pytest.mark.parametrize(("end", "late"), [(date(2027, 1, 24), 1), (date(2027, 1, 25), 0)])
def test_notice_can_still_be_given_on_the_day_of_the_proposal_itself(tmp_path, end, late):
    assert len(planned(tmp_path, deleting_all(a_trust_with(1)), end=end).to_look_at) == late  # twelve weeks are owed


def test_whoever_transfers_is_not_told_that_the_job_is_at_risk(tmp_path):
    trust = a_trust_with(2) | {"proposal-change-current.csv": [*deleting("P1"), *deleting("P2", fate="transferred")]}
    assert [each.people for each in due(planned(tmp_path, trust), "tell-everyone-affected")] == [("000001",)]


def test_everyone_affected_is_told_once_however_many_posts_they_hold(tmp_path):
    trust = a_trust_with(2) | {"proposal-change-current.csv": [*deleting("P1"), *deleting("P2", fate="changed")]}
    (owed,) = due(planned(tmp_path, trust), "tell-everyone-affected")
    assert owed.people == ("000001", "000002") and "Tell each of 2 people" in owed.says


def test_the_written_statement_and_the_payment_are_due_when_employment_ends_to_those_with_a_right(tmp_path):
    trust = deleting_all(a_trust_with(2))
    trust["staff.csv"][1]["Continuous Service Date"] = trust["contracts.csv"][1]["Contract Start"] = "01/09/2025"
    (owed,) = due(planned(tmp_path, trust), "give-written-statement-and-pay")
    assert (owed.people, owed.due_on) == (("000001",), date(2027, 3, 31))


FAMILY_LEAVE = {
    "Payroll Number": "000001", "Kind": "Pregnancy", "Employer Told": "05/10/2026", "Birth/Due Date": "20/03/2027", "Leave Start": "", "Leave End": "",
}  # fmt: skip


def test_a_pregnancy_changes_not_one_byte_of_a_plan(tmp_path):
    trust = cutting_to(1, a_trust_with(3))
    without, told = planned(tmp_path / "a", trust), planned(tmp_path / "b", trust | {"family-leave.csv": [FAMILY_LEAVE]})
    assert contents(without) == contents(told)
    (owed,) = due(told, "answer-protected-period")
    assert (owed.owed_to, str(owed.owner), owed.people) == ("everyone affected", "confidential_hr", ())
    assert owed.due_on == date(2027, 1, 5)


def test_somebody_left_out_for_what_a_confidential_list_says_is_left_out_without_saying_what(tmp_path):
    trust = cutting_to(1, a_trust_with(3)) | {"family-leave.csv": [FAMILY_LEAVE | {"Birth/Due Date": "31/02/2027"}]}
    plan = planned(tmp_path, trust)
    assert [(out.id, out.post) for out in plan.left_out] == [("000001", "P1")]
    everything = b"".join(contents(plan).values()).decode().casefold()
    assert not [word for word in ("pregnan", "maternity", "family", "31/02/2027", "birth/due") if word in everything]


def test_every_step_names_rules_and_a_stage_that_exist():
    stages = BUILT_STAGES | set(PACK.stages("restructure"))
    for entry in _known_steps():
        assert entry["stage"] in stages
        rules = {entry[key] for key in ("rule", "by_section_188") if key in entry}
        assert rules and rules <= RULES


def test_steps_follow_the_packs_track_and_only_the_law_and_the_pack_fix_days(tmp_path):
    steps = planned(tmp_path, cutting_to(1, a_trust_with(21))).timetable
    order = {stage: place for place, stage in enumerate(("proposing", "consulting", "selecting", "redeploying", "leaving"))}
    assert [order[step.stage] for step in steps if step.stage != "avoiding"] == sorted(order[step.stage] for step in steps if step.stage != "avoiding")
    fixed = {step.binding: (step.earliest_on, step.latest_on) for step in steps if step.earliest_on or step.latest_on}
    assert fixed == {
        "unavoidable-reviewed-before-consultation": (ON, date(2027, 2, 28)),
        "approved-before-consultation": (ON, date(2027, 2, 28)),
        "consult-unions": (ON, date(2027, 2, 28)),
        "notify-secretary-of-state": (ON, date(2027, 1, 5)),
        "consultation-genuinely-complete": (None, date(2027, 1, 6)),
        "statutory-notice-is-given": (None, date(2027, 1, 6)),
        "last-clear-day-has-passed": (date(2026, 12, 3), None),
        "give-written-statement-and-pay": (None, date(2027, 3, 31)),
    }


def test_from_a_stage_that_is_not_built_only_fixed_days_are_told(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(20)))
    after = [step for step in plan.timetable if step.stage in ("selecting", "redeploying", "leaving")]
    assert {step.binding for step in after} == {"statutory-notice-is-given", "last-clear-day-has-passed", "give-written-statement-and-pay"}
    assert any("the stage of slotting" in says for says in plan.not_yet_planned)


def test_a_track_that_is_built_throughout_leaves_nothing_unsaid(tmp_path):
    plan = planned(tmp_path, cutting_to(1, a_trust_with(3)), pack=parse_pack(SMALL_PACK, "small.yaml"))
    assert not any("which Evenhand does not have yet" in says for says in plan.not_yet_planned)
    # Of the policy's rules it maps one that binds a step; the others are the law's.
    assert [step.binding for step in plan.timetable] == ["met-before-decision", "statutory-notice-is-given", "give-written-statement-and-pay"]


def test_without_an_end_the_earliest_is_taken_that_consultation_and_then_notice_leave(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(20)), end=None)
    # Thirty clear days from 2 November lead to 3 December 2026, and twelve weeks from there to 25 February 2027.
    assert plan.end == date(2027, 2, 25)
    assert any("No day of dismissal was given" in says for says in plan.assumptions)
    assert not plan.to_look_at


def test_without_an_end_below_the_threshold_only_notice_is_waited_for(tmp_path):
    assert planned(tmp_path, deleting_all(a_trust_with(19)), end=None).end == date(2027, 1, 25)
