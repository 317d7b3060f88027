"""Both counts of a plan, on both sides of each threshold, and every case in which they differ."""

from datetime import date

import pytest

from evenhand.planning.affected import CannotPlan
from evenhand.planning.report import report
from tests.planning.small_proposal import END, a_trust_with, cutting_to, deleting, deleting_all, number_of, planned
from tests.workforce.small_trust import a_contract, a_person, a_post, a_school


def counts_of(plan) -> tuple[int, int]:
    (place,) = plan.establishments
    return place.count.by_policy, place.count.by_statute


@pytest.mark.parametrize(("people", "duty", "days"), [(19, False, None), (20, True, 30), (99, True, 30), (100, True, 45)])
def test_the_duty_and_its_clear_days_follow_the_statutes_count(tmp_path, people, duty, days):
    (place,) = planned(tmp_path, deleting_all(a_trust_with(people))).establishments
    assert (place.count.by_statute, place.owed.duty, place.owed.minimum_days) == (people, duty, days)


def test_consultation_begins_so_that_the_clear_days_fit_before_the_end(tmp_path):
    (place,) = planned(tmp_path, deleting_all(a_trust_with(20))).establishments
    # 1 to 30 March are thirty days; with both ends left out it begins on 28 February, and the end is 31 March.
    assert place.owed.consult_by == date(2027, 2, 28)
    # 3 November to 2 December are thirty days, so that it could begin and end no sooner than this.
    assert place.earliest_dismissal_on == date(2026, 12, 3)


@pytest.mark.parametrize(("ends", "by_statute"), [("31/03/2027", 0), ("01/04/2027", 1)])
@pytest.mark.parametrize("kind", ["Fixed Term", "Temporary"])
def test_a_term_that_runs_out_by_the_end_is_in_the_policys_count_only(tmp_path, kind, ends, by_statute):
    trust = deleting_all(a_trust_with(1, **{"Contract Type": kind, "Contract End": ends}))
    plan = planned(tmp_path, trust)
    assert counts_of(plan) == (1, by_statute)
    told = any("P1, Ben Number 000001 (000001): the term runs out on Wednesday 31 March 2027" in says for says in plan.establishments[0].because)
    assert told is (by_statute == 0)


def test_a_fixed_term_without_an_end_is_counted_and_somebody_is_asked_to_look(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(1, **{"Contract Type": "Fixed Term"})))
    assert counts_of(plan) == (1, 1)
    assert any("a fixed term without an end" in says for says in plan.to_look_at)


def test_a_permanent_contract_with_an_end_is_counted_and_somebody_is_asked_to_look(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(1, **{"Contract End": "01/02/2027"})))
    assert counts_of(plan) == (1, 1)
    assert any("permanent contract that ends on Monday 1 February 2027" in says for says in plan.to_look_at)


def test_one_person_with_two_posts_is_one_employee_and_two_posts(tmp_path):
    trust = a_trust_with(2)
    trust["posts.csv"].append(a_post("P3", number_of(2)))
    trust["contracts.csv"].append(a_contract(number_of(2), "P3", **{"Weeks/Year": "39"}))
    plan = planned(tmp_path, deleting_all(trust))
    assert counts_of(plan) == (3, 2)
    assert len(plan.rows) == 3
    several = [says for says in plan.establishments[0].because if "all held by" in says]
    assert several == ["P2, P3: all held by Ben Number 000002 (000002), one employee; each is in the policy's count."]


def test_a_vacant_post_is_in_neither_count(tmp_path):
    trust = a_trust_with(2)
    trust["posts.csv"].append(a_post("P3", ""))
    plan = planned(tmp_path, deleting_all(trust))
    assert counts_of(plan) == (2, 2)
    assert any("P3 is vacant: in neither count" in says for says in plan.establishments[0].because)


def test_a_post_whose_holder_was_left_out_is_in_both_counts_and_in_no_row(tmp_path):
    trust = a_trust_with(2)
    trust["staff.csv"][1]["Date of Birth"] = "31/02/1980"
    plan = planned(tmp_path, deleting_all(trust))
    assert counts_of(plan) == (2, 2)
    assert [row.each.post.post_id for row in plan.rows] == ["P1"]
    (out,) = plan.left_out
    assert (out.id, out.post) == ("000002", "P2") and "31/02/1980 is no day" in out.says
    assert any("P2, held by 000002, who is left out of this plan: in both counts" in says for says in plan.establishments[0].because)


@pytest.mark.parametrize(("ends", "rows"), [("01/11/2026", 0), ("02/11/2026", 1)])
def test_a_contract_that_was_over_before_the_proposal_is_no_row_but_its_post_is_counted(tmp_path, ends, rows):
    plan = planned(tmp_path, deleting_all(a_trust_with(1, **{"Contract Type": "Fixed Term", "Contract End": ends})))
    assert len(plan.rows) == rows
    assert len(plan.left_out) == 1 - rows
    assert counts_of(plan) == (1, 1 - rows)


def test_changed_and_transferred_posts_are_rows_and_nobodys_dismissal(tmp_path):
    trust = a_trust_with(3) | {"proposal-change-current.csv": [*deleting("P1"), *deleting("P2", fate="changed"), *deleting("P3", fate="transferred")]}
    plan = planned(tmp_path, trust)
    assert [(row.each.effect, row.payment is None, row.notice is None) for row in plan.rows] == [
        ("deleted", False, False),
        ("changed", True, True),
        ("transferred", True, True),
    ]
    assert counts_of(plan) == (1, 1)


def test_a_post_that_is_kept_is_no_row(tmp_path):
    plan = planned(tmp_path, a_trust_with(2) | {"proposal-change-current.csv": [*deleting("P1"), *deleting("P2", fate="kept")]})
    assert [row.each.post.post_id for row in plan.rows] == ["P1"]


@pytest.mark.parametrize(("on", "told"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_a_threshold_across_the_whole_employer_that_is_only_announced_is_told_from_the_day_announced(tmp_path, on, told):
    plan = planned(tmp_path, deleting_all(a_trust_with(20)), on=on)
    assert any("TULRCA 1992 s.195A" in says and "announced" in says for says in plan.assumptions) is told


def test_a_proposal_that_keeps_everything_touches_nobody(tmp_path):
    plan = planned(tmp_path, a_trust_with(2) | {"proposal-change-current.csv": deleting("P1", "P2", fate="kept")})
    assert plan.rows == plan.establishments == plan.duties == ()
    assert plan.pay.most == 0
    assert "Nobody holds a post that the proposal touches." in report(plan)


def test_a_proposal_that_there_is_not_cannot_be_planned(tmp_path):
    with pytest.raises(CannotPlan, match="There is no proposal called 'change'. There are: none."):
        planned(tmp_path, a_trust_with(2))


def test_a_cut_makes_every_holder_a_row_and_says_how_many_would_be_selected(tmp_path):
    plan = planned(tmp_path, cutting_to(2, a_trust_with(5)))
    assert {(row.each.effect, row.each.pool.selected_from, row.each.pool.to_be_selected) for row in plan.rows} == {("deleted", 5, 3)}
    assert len(plan.rows) == 5
    assert counts_of(plan) == (3, 3)


def test_a_term_that_runs_out_leaves_fewer_to_be_dismissed_in_a_cut(tmp_path):
    trust = cutting_to(2, a_trust_with(5))
    trust["contracts.csv"][0] |= {"Contract Type": "Fixed Term", "Contract End": "01/02/2027"}
    plan = planned(tmp_path, trust)
    assert counts_of(plan) == (3, 2)
    assert any(
        "1 of the 5 who hold the job have a term that runs out by itself. If each does, 2 of the other 4 would be selected." in says for says in plan.to_look_at
    )


def test_a_cut_to_as_many_posts_as_are_filled_selects_nobody(tmp_path):
    plan = planned(tmp_path, cutting_to(2, a_trust_with(2)))
    assert counts_of(plan) == (0, 0)
    assert plan.duties == ()
    assert any("nobody would be selected" in says for says in plan.to_look_at)


def test_a_number_of_posts_that_the_list_of_posts_does_not_have_is_told(tmp_path):
    plan = planned(tmp_path, cutting_to(1, a_trust_with(3), **{"Posts Now": "4"}))
    assert any("has 4 posts now; the list of posts has 3, 3 of them filled" in says for says in plan.to_look_at)
    assert counts_of(plan) == (2, 2)


def test_a_post_that_cannot_be_read_is_told_because_it_is_in_no_count(tmp_path):
    trust = cutting_to(1, a_trust_with(2))
    trust["posts.csv"].append(a_post("P3", "", FTE="lots"))
    plan = planned(tmp_path, trust)
    assert any("posts.csv row 4" in says and "in no count" in says for says in plan.to_look_at)


def test_two_schools_are_two_establishments_each_below_the_threshold(tmp_path):
    trust = a_trust_with(19)
    trust["register.csv"].append(a_school("Wader School", URN="990202"))
    trust["staff.csv"].append(a_person("000099"))
    trust["posts.csv"].append(a_post("P99", "000099", School="Wader School"))
    trust["contracts.csv"].append(a_contract("000099", "P99", School="Wader School", **{"Weeks/Year": "39"}))
    plan = planned(tmp_path, deleting_all(trust))
    assert [(place.name, place.count.by_statute, place.owed.duty) for place in plan.establishments] == [("Heron School", 19, False), ("Wader School", 1, False)]


@pytest.mark.parametrize(("permanent", "expiring", "days", "by_policy"), [(19, 1, None, 30), (99, 1, 30, 45), (20, 0, 30, 30)])
def test_a_longer_period_by_the_policys_count_is_a_policy_gate_of_its_own(tmp_path, permanent, expiring, days, by_policy):
    trust = a_trust_with(permanent + expiring)
    for contract in trust["contracts.csv"][:expiring]:
        contract |= {"Contract Type": "Fixed Term", "Contract End": END.strftime("%d/%m/%Y")}
    plan = planned(tmp_path, deleting_all(trust))
    (place,) = plan.establishments
    assert (place.owed.minimum_days, place.minimum_days_by_policy) == (days, by_policy)
    assert ("policy-count-period-has-passed" in {due.rule for due in plan.duties}) is (days != by_policy)
