"""What redundancy would cost: both readings of a week's pay, what cannot be worked out, and sums over people of whom some are yet to be selected."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.planning.affected import CannotPlan, Pool
from evenhand.planning.paying import total
from tests.planning.small_proposal import a_scale, a_trust_with, cutting_to, deleting_all, planned


def payment_of(plan):
    (row,) = plan.rows
    return row.payment


def test_term_time_staff_are_reckoned_by_paid_weeks_with_actual_pay_beside_it(tmp_path):
    paid = payment_of(planned(tmp_path, deleting_all(a_trust_with(1, **{"Annual Salary": "17000"}))))
    # 24,790 x 0.8 / 52.143 = 380.3387..., and 17,000 / 52.143 = 326.0265...
    assert (paid.weekly_pay, paid.weekly_actual_pay) == (Decimal("380.34"), Decimal("326.03"))
    # Ben was born on 14 May 1980 and serves from 1 September 2010 to 31 March 2027: 16 years. He is 46 on the day after, so that five of them
    # began at 41 or older (45 to 41) at a week and a half each, and eleven at a week each: 18.5 weeks.
    assert (paid.amount, paid.amount_by_actual_pay) == (Decimal("7036.29"), Decimal("6031.56"))


@pytest.mark.parametrize(("weeks", "weekly"), [("51.9", "380.34"), ("52", "326.03")])
def test_pay_for_the_whole_year_is_what_is_paid(tmp_path, weeks, weekly):
    paid = payment_of(planned(tmp_path, deleting_all(a_trust_with(1, **{"Annual Salary": "17000", "Weeks/Year": weeks}))))
    assert paid.weekly_pay == Decimal(weekly)
    assert paid.weekly_actual_pay == Decimal("326.03")


def test_weeks_that_a_contract_does_not_say_are_those_of_the_jobs_pay_scale(tmp_path):
    trust = a_trust_with(1, **{"Annual Salary": "17000", "Weeks/Year": ""})
    assert payment_of(planned(tmp_path / "term-time", deleting_all(trust))).weekly_pay == Decimal("380.34")
    whole_year = deleting_all(trust) | {"pay-scales.csv": [a_scale(**{"Working Weeks": "52"})]}
    assert payment_of(planned(tmp_path / "whole-year", whole_year)).weekly_pay == Decimal("326.03")


@pytest.mark.parametrize(("weeks", "says"), [("39", "no pay scale"), ("", "not recorded")])
def test_a_payment_that_cannot_be_worked_out_is_left_out_with_its_reason_and_the_row_stays(tmp_path, weeks, says):
    trust = deleting_all(a_trust_with(2, **{"Weeks/Year": weeks})) | {"pay-scales.csv": [a_scale("CLN")]}
    plan = planned(tmp_path, trust)
    assert [row.payment for row in plan.rows] == [None, None]
    assert [(out.id, out.what) for out in plan.left_out] == [("000001", "redundancy pay"), ("000002", "redundancy pay")]
    assert says in plan.left_out[0].says
    assert plan.pay.expected == 0


def test_somebody_whose_service_begins_after_the_end_has_no_payment_and_the_reason_is_told(tmp_path):
    trust = deleting_all(a_trust_with(1, **{"Contract Start": "01/04/2027"}))
    trust["staff.csv"][0]["Continuous Service Date"] = "01/04/2027"
    plan = planned(tmp_path, trust)
    assert [(row.payment, row.service_years) for row in plan.rows] == [(None, 0)]
    assert "cannot come before service began on Thursday 1 April 2027" in plan.left_out[0].says


@pytest.mark.parametrize(("service_from", "years", "amount"), [("02/04/2025", 1, 0), ("01/04/2025", 2, 1)])
def test_below_two_years_there_is_no_payment(tmp_path, service_from, years, amount):
    trust = deleting_all(a_trust_with(1, **{"Contract Start": service_from}))
    trust["staff.csv"][0]["Continuous Service Date"] = service_from
    (row,) = planned(tmp_path, trust).rows
    assert row.service_years == years
    assert bool(row.payment.amount) is bool(amount)


def test_a_total_of_posts_deleted_is_the_sum_of_its_rows(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(7)))
    assert plan.pay.least == plan.pay.expected == plan.pay.most == sum(row.payment.amount for row in plan.rows)
    assert plan.pay_by_actual_pay.expected == sum(row.payment.amount_by_actual_pay for row in plan.rows)


def test_of_a_pool_the_cheapest_the_dearest_and_the_mean_of_as_many_are_given(tmp_path):
    trust = cutting_to(1, a_trust_with(3))
    for person, service_from in zip(trust["staff.csv"], ("01/09/2010", "01/04/2015", "01/04/2026"), strict=True):
        person["Continuous Service Date"] = service_from
    for contract in trust["contracts.csv"]:
        contract["Contract Start"] = "01/05/2026"
    plan = planned(tmp_path, trust)
    dearest, middle, cheapest = (row.payment.amount for row in plan.rows)
    assert dearest > middle > cheapest == 0
    assert (plan.pay.least, plan.pay.most) == (middle + cheapest, dearest + middle)
    assert plan.pay.expected == pytest.approx((dearest + middle) / 3 * 2, abs=Decimal("0.005"))
    assert plan.pay_without_assumption == plan.pay.expected, "no more than is to be expected, though the three of the pool would come to more"


LAST_KNOWN_DAY, DAY_AFTER = date(2027, 4, 5), date(2027, 4, 6)


def test_up_to_the_last_known_cap_nothing_is_assumed(tmp_path):
    plan = planned(tmp_path, deleting_all(a_trust_with(1)), end=LAST_KNOWN_DAY)
    assert not payment_of(plan).rests_on_last_known
    assert plan.pay_without_assumption == plan.pay.expected > 0
    assert not any("is not known" in says for says in plan.assumptions)


def test_beyond_the_last_known_cap_it_is_refused_unless_the_last_known_is_assumed(tmp_path):
    with pytest.raises(CannotPlan, match="add --assume last-known"):
        planned(tmp_path / "refused", deleting_all(a_trust_with(1)), end=DAY_AFTER)
    plan = planned(tmp_path / "assumed", deleting_all(a_trust_with(1)), end=DAY_AFTER, assume="last-known")
    assert payment_of(plan).rests_on_last_known
    assert any("the last known, £751.00, is assumed" in says for says in payment_of(plan).by_paid_weeks.assumptions)
    assert any("the last known, £751.00, is assumed" in says for says in plan.assumptions)
    assert plan.pay.expected > plan.pay_without_assumption == 0


def test_somebody_with_no_right_to_a_payment_needs_no_cap_and_so_no_assumption(tmp_path):
    trust = deleting_all(a_trust_with(1, **{"Contract Start": "01/09/2025"}))
    trust["staff.csv"][0]["Continuous Service Date"] = "01/09/2025"
    assert planned(tmp_path, trust, end=DAY_AFTER).pay.expected == 0


def paid(amounts, pool):
    return [(SimpleNamespace(pool=pool), Decimal(pence) / 100) for pence in amounts]


@given(amounts=st.lists(st.integers(0, 2_253_000), min_size=1, max_size=40), posts=st.integers(0, 40), who=st.integers(0, 39), outright=st.booleans())
def test_taking_somebody_out_of_a_proposal_never_raises_a_total(amounts, posts, who, outright):
    def pool(number):
        return None if outright else Pool("Heron School", "TA2", number, max(0, number - posts))

    fewer = [*amounts]
    fewer.pop(who % len(amounts))
    before, after = total(paid(amounts, pool(len(amounts)))), total(paid(fewer, pool(len(fewer))))
    assert after.least <= before.least <= before.expected <= before.most
    assert (after.expected, after.most) <= (before.expected, before.most)


@given(amounts=st.lists(st.integers(0, 2_253_000), min_size=1, max_size=40))
def test_a_pool_that_goes_entirely_costs_what_its_posts_deleted_outright_would(amounts):
    pooled = total(paid(amounts, Pool("Heron School", "TA2", len(amounts), len(amounts))))
    assert (pooled.least, pooled.most) == (total(paid(amounts, None)).least,) * 2
    assert pooled.expected == pooled.most
