"""Both sides of every number that the procedure turns on."""

from datetime import date, timedelta

import pytest

from evenhand.procedure.amending import Confirm, Depart
from evenhand.procedure.change.counting import counts, minimum_days, minimum_days_by_policy, statutory_total
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.notifying import Hr1Received, establishments_over_the_threshold
from evenhand.procedure.change.pooling import sealed_for
from evenhand.procedure.change.proposing import ApproveInPrinciple, Line
from evenhand.procedure.change.selecting import RecordTieBreak, Score, Select, ordering
from evenhand.procedure.trust.governing import Delegate, RecogniseUnion
from evenhand.procedure.trust.people import AnswerProtectedPeriod, is_or_may_be_protected
from tests.procedure import thin_change as steps
from tests.procedure.refusals import TERM_EXPIRES, answer_protection, offer, tell
from tests.procedure.stages import LARGE, STEPS, Case, correct, go_on, score, standing_before
from tests.procedure.world import ASHA, BEN, CEO, CORA, PRIYA, PROOF, SAM, Refused, a_case, a_change, a_trust, an_employment

DAY = timedelta(days=1)


def proposed(*sizes, **first):
    """A change of so many posts that all go, and the days that law and policy ask for."""
    world = a_trust()
    a_change(world, *sizes, first=first or None)
    return world.dossier(), world.context()


def refused_by(attempt) -> set[str]:
    try:
        attempt()
    except Refused as refused:
        assert refused.faults == []
        return refused.rules
    return set()


# Thresholds


@pytest.mark.parametrize(("going", "days"), [(19, None), (20, 30), (99, 30), (100, 45)])
def test_the_statutes_period_by_the_number_of_dismissals(going, days):
    dossier, context = proposed(going, 0)
    assert [(one.by_policy, one.by_statute) for one in counts(dossier)] == [(going, going)]
    assert minimum_days(dossier, context) == days
    assert establishments_over_the_threshold(dossier, context) == (["Saltings Academy"] if days else [])


@pytest.mark.parametrize(("posts", "stay", "going"), [(3, 3, 0), (3, 2, 1), (3, 4, 0), (0, 0, 0)])
def test_what_goes_is_the_filled_posts_less_those_that_stay_and_never_below_none(posts, stay, going):
    dossier, _ = proposed(posts, stay)
    assert [(one.by_policy, one.by_statute) for one in counts(dossier)] == [(going, going)]


def test_a_fixed_term_that_simply_expires_counts_for_the_policy_and_not_for_the_statute():
    dossier, context = proposed(20, 0, expires_by_itself_on=date(2027, 4, 30))
    (count,) = counts(dossier)
    assert (count.by_policy, count.by_statute) == (20, 19)
    assert count.because == ("1 fewer by statute: a fixed term that simply expires is not counted (TULRCA 1992 s.282).",)
    assert (minimum_days_by_policy(dossier), minimum_days(dossier, context)) == (30, None)


def test_a_person_with_two_posts_counts_once_for_the_statute():
    world = a_trust()
    lines = [Line(establishment="Saltings Academy", job=job, staff_group="support", posts_now=1, posts_proposed=0) for job in ("TA2", "MDS")]
    world.act(ASHA, a_case(1, 0, lines=tuple(lines)))
    for job in ("TA2", "MDS"):
        world.act(ASHA, an_employment("k000", job=job, employment=f"k000-{job}"), about="k000")
    (count,) = counts(world.dossier())
    assert (count.by_policy, count.by_statute) == (2, 1)
    assert count.because == ("1 fewer by statute: it counts employees, and one person holds more than one of these posts.",)


def test_a_job_that_only_changes_is_no_dismissal():
    dossier, _ = proposed(3, 0, effect="changed")
    assert [one.by_policy for one in counts(dossier)] == [2]


def test_posts_whose_holders_were_left_out_count():
    world = a_trust()
    line = Line(establishment="Saltings Academy", job="TA2", staff_group="support", posts_now=20, posts_proposed=0, holders_left_out=17)
    a_change(world, 3, 0, lines=(line,))
    assert [(one.by_policy, one.by_statute) for one in counts(world.dossier())] == [(20, 20)]


def another_change(world, code, holders, first_dismissal_on, last_dismissal_on=None):
    days = {"first_dismissal_on": first_dismissal_on, "last_dismissal_on": last_dismissal_on or first_dismissal_on}
    world.do(
        world.draft(ASHA, a_case(holders, 0, **days), matter=code),
        *(world.draft(ASHA, an_employment(f"{code}-{place}"), matter=code, about=f"{code}-{place}") for place in range(holders)),
    )


@pytest.mark.parametrize(("after", "total"), [(0, 20), (89, 20), (90, 10), (-89, 20), (-90, 10)])
def test_two_changes_at_one_establishment_count_together_within_ninety_days(after, total):
    """The first and the last day of the ninety both count: they lie eighty-nine days apart."""
    world = a_trust()
    a_change(world, 10, 0)
    another_change(world, "CH-2", 10, steps.ENDS_ON + after * DAY)
    assert statutory_total(world.dossier(), world.context(), "Saltings Academy") == total


def test_a_change_already_in_consultation_when_this_one_was_proposed_is_left_out():
    world = a_trust()
    another_change(world, "CH-2", 10, steps.ENDS_ON)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"), matter="CH-2", elsewhere=True, happened_on=world.today)
    served = Section188Served(union="UNISON", release=release.position, channel="by hand")
    world.act(ASHA, served, matter="CH-2", happened_on=world.today, evidence=PROOF)
    a_change(world, 10, 0)
    assert statutory_total(world.dossier(), world.context(), "Saltings Academy") == 10
    assert statutory_total(world.dossier("CH-2"), world.context("CH-2"), "Saltings Academy") == 20


def test_another_establishment_counts_apart():
    world = a_trust()
    a_change(world, 19, 0)
    another_change(world, "CH-2", 10, steps.ENDS_ON)
    assert statutory_total(world.dossier(), world.context(), "Avocet High") == 0


# The last clear day


def dated(case: Case, service_days: list[int], hr1_day: int) -> None:
    """UNISON, and GMB if two services are given, served on those days of November, HR1 received on another."""
    world = case.world
    for union, day in zip(("UNISON", "GMB"), service_days, strict=False):
        if union == "GMB":
            world.act(ASHA, RecogniseUnion(union=union, staff_groups=("support",)), matter="trust")
        release = world.act(ASHA, ReleaseSection188(union=union), elsewhere=True, happened_on=date(2026, 11, 2), evidence=PROOF)
        world.act(PRIYA, Confirm(positions=(release.position,)))
        world.report(ASHA, Section188Served(union=union, release=release.position, channel="by hand"), on=date(2026, 11, day))
    body = Hr1Received(establishment="Saltings Academy", proposed_dismissals=20, copied_to_unions=True)
    world.report(ASHA, body, on=date(2026, 11, hr1_day))


@pytest.mark.parametrize(
    ("services", "hr1", "earliest"),
    [
        ([3], 3, date(2026, 12, 4)),
        ([3], 9, date(2026, 12, 10)),
        ([9], 3, date(2026, 12, 10)),
        ([3, 12], 9, date(2026, 12, 13)),
        ([12, 3], 9, date(2026, 12, 13)),
        ([3, 9], 12, date(2026, 12, 13)),
    ],
)
def test_the_first_day_of_effect_is_counted_from_the_later_of_the_last_unions_service_and_hr1(services, hr1, earliest):
    case = standing_before("serve the unions", size=LARGE)
    case.world.wait_until(date(2026, 11, 20))
    dated(case, services, hr1)
    judged = [
        case.world.judged(case.world.draft(BEN, DecideDismissal(ends_on=day, because="Fewest points."), about=case.leaver)).judged[0]
        for day in (earliest - DAY, earliest)
    ]
    assert ["last-clear-day-has-passed" in {one.gate.rule for one in each.unmet} for each in judged] == [True, False]
    reason = next(one for one in judged[0].unmet if one.gate.rule == "last-clear-day-has-passed").reasons[0]
    assert reason.opens_on == earliest


def test_forty_five_clear_days_from_a_hundred_on():
    case = standing_before("warn", size=(100, 0), without={"serve the unions"})
    case.world.wait_until(date(2026, 11, 9))
    serve_and_send_hr1(case)
    for day, stopped in ((date(2026, 12, 24), True), (date(2026, 12, 25), False)):
        judged = case.world.judged(case.world.draft(BEN, DecideDismissal(ends_on=day, because="All posts go."), about=case.leaver)).judged[0]
        assert ("last-clear-day-has-passed" in {one.gate.rule for one in judged.unmet}) is stopped


def serve_and_send_hr1(case: Case) -> None:
    steps.serve_union(case.world)
    case.world.report(ASHA, Hr1Received(establishment="Saltings Academy", proposed_dismissals=100, copied_to_unions=True))


@pytest.mark.parametrize(("first", "rule"), [({}, "last-clear-day-has-passed"), (TERM_EXPIRES, "policy-count-period-has-passed")])
def test_the_policys_count_asks_only_for_what_the_statutes_does_not(first, rule):
    case = standing_before("decide", size=(20, 0), affected=first)
    assert refused_by(lambda: steps.decide(case.world, case.leaver, date(2026, 12, 2))) == {rule}
    assert refused_by(lambda: steps.decide(case.world, case.leaver, date(2026, 12, 3))) == set()


def test_nineteen_by_both_counts_ask_for_no_days_at_all():
    case = standing_before("decide", size=(19, 0))
    assert refused_by(lambda: steps.decide(case.world, case.leaver, case.world.today)) == set()


# Notice


def noticed(day, given_on, **first):
    case = standing_before("decide", today=given_on - DAY, affected=first)
    assert case.world.today == given_on
    decision = steps.decide(case.world, case.leaver, day)
    return refused_by(lambda: steps.release_notice(case.world, case.leaver, decision, day))


@pytest.mark.parametrize(
    ("service_from", "least"),
    [
        (date(2026, 10, 5), date(2026, 11, 3)),  # a day short of a month: none required
        (date(2026, 10, 4), date(2026, 11, 10)),
        (date(2024, 11, 4), date(2026, 11, 17)),  # two years to the day
        (date(2015, 11, 5), date(2027, 1, 12)),
        (date(2014, 11, 4), date(2027, 1, 26)),  # twelve years
        (date(2013, 11, 4), date(2027, 1, 26)),  # thirteen: twelve weeks are the most
    ],
)
def test_statutory_notice_to_the_day(service_from, least):
    given_on = date(2026, 11, 3)
    assert noticed(least, given_on, service_from=service_from) == set()
    if least > given_on:
        assert "statutory-notice-is-given" in noticed(least - DAY, given_on, service_from=service_from)


@pytest.mark.parametrize(("weeks", "least"), [(11, date(2027, 1, 19)), (16, date(2027, 2, 23)), (None, date(2027, 1, 19))])
def test_the_contracts_weeks_where_they_are_longer(weeks, least):
    given_on = date(2026, 11, 3)
    assert noticed(least, given_on, contract_weeks=weeks) == set()
    assert "contractual-notice-is-given" in noticed(least - DAY, given_on, contract_weeks=weeks)


TEACHER = {"contract": "teacher", "service_from": date(2024, 9, 1)}
HEAD = {"contract": "headteacher", "service_from": date(2024, 9, 1)}
TERM_ENDS = "teacher-notice-ends-on-a-term-end"


@pytest.mark.parametrize(
    ("given_on", "contract", "ends_on", "in_time"),
    [
        (date(2026, 10, 31), TEACHER, date(2026, 12, 31), True),
        (date(2026, 11, 1), TEACHER, date(2026, 12, 31), False),
        (date(2026, 11, 1), TEACHER, date(2027, 4, 30), True),
        (date(2027, 2, 28), TEACHER, date(2027, 4, 30), True),
        (date(2027, 3, 1), TEACHER, date(2027, 4, 30), False),
        (date(2027, 5, 31), TEACHER, date(2027, 8, 31), True),
        (date(2027, 6, 1), TEACHER, date(2027, 8, 31), False),
        (date(2026, 9, 30), HEAD, date(2026, 12, 31), True),
        (date(2026, 10, 1), HEAD, date(2026, 12, 31), False),
        (date(2027, 1, 31), HEAD, date(2027, 4, 30), True),
        (date(2027, 2, 1), HEAD, date(2027, 4, 30), False),
        (date(2027, 4, 30), HEAD, date(2027, 8, 31), True),
        (date(2027, 5, 1), HEAD, date(2027, 8, 31), False),
        (date(2026, 10, 31), TEACHER, date(2026, 12, 30), False),
        (date(2026, 10, 31), TEACHER, date(2027, 1, 1), False),
    ],
)
def test_a_teachers_notice_ends_on_a_term_end_for_which_it_was_given_in_time(given_on, contract, ends_on, in_time):
    assert noticed(ends_on, given_on, **contract) == (set() if in_time else {TERM_ENDS})


def test_support_staffs_notice_ends_on_any_day():
    assert TERM_ENDS not in noticed(date(2027, 3, 17), date(2026, 11, 3))


# Points


@pytest.fixture(scope="module")
def scoring() -> Case:
    return standing_before("score")


def pointed(case: Case, criterion: str, points: int) -> tuple[str, ...]:
    seal = sealed_for(case.world.dossier(), steps.POOL)
    body = Score(seal=seal.position, criterion=criterion, points=points, reason="As the record shows.")
    return case.world.judged(case.world.draft(SAM, body, about="k000")).judged[0].faults


@pytest.mark.parametrize(
    ("criterion", "lowest", "highest"),
    [("performance", 1, 10), ("quality", 1, 10), ("adaptability", 0, 10), ("approach", 1, 10), ("attendance", 1, 4), ("discipline", 1, 4)],
)
def test_points_go_from_the_fewest_to_the_most_of_their_criterion(scoring, criterion, lowest, highest):
    assert pointed(scoring, criterion, lowest) == () == pointed(scoring, criterion, highest)
    for points in (lowest - 1, highest + 1):
        (fault,) = pointed(scoring, criterion, points)
        assert fault.endswith(f"goes from {lowest} to {highest} points, so {points} cannot be given.")


def test_a_criterion_that_was_not_sealed_is_not_scored(scoring):
    assert pointed(scoring, "humour", 3)[0].startswith("humour is not one of the sealed criteria: performance,")


@pytest.mark.parametrize("points", [1, 2])
def test_a_person_is_scored_once_on_a_criterion(points):
    case = standing_before("score")
    score(case, "k000", 12)
    assert "has been scored on quality. Correct that score" in pointed(case, "quality", points)[0]


def ordered(stay: int, *totals: int):
    case = standing_before("score", size=(len(totals), stay))
    for code, total in zip(case.people, totals, strict=True):
        score(case, code, total)
    return case, ordering(case.world.dossier(), steps.POOL, case.world.context())


@pytest.mark.parametrize(
    ("stay", "totals", "selected", "tied"),
    [
        (4, (12, 13, 14), set(), set()),
        (3, (12, 13, 14), set(), set()),
        (2, (14, 12, 13), {"k001"}, set()),
        (1, (14, 12, 13), {"k001", "k002"}, set()),
        (0, (14, 12, 13), {"k000", "k001", "k002"}, set()),
        (2, (12, 12, 14), set(), {"k000", "k001"}),
        (1, (12, 12, 14), {"k000", "k001"}, set()),
        (1, (12, 14, 14), {"k000"}, {"k001", "k002"}),
        (2, (12, 14, 14), {"k000"}, set()),
        (1, (13, 13, 13), set(), {"k000", "k001", "k002"}),
        (0, (13, 13, 13), {"k000", "k001", "k002"}, set()),
    ],
)
def test_the_fewest_points_go_first_and_a_tie_at_the_line_decides_nobody(stay, totals, selected, tied):
    _, order = ordered(stay, *totals)
    assert (set(order.selected), set(order.tied)) == (selected, tied)
    assert order.to_be_selected == max(0, len(totals) - stay)


def break_tie(case: Case, **points: int) -> None:
    for code, given in points.items():
        case.world.act(BEN, RecordTieBreak(pool=steps.POOL, points=given, reason="The interview."), about=code)


@pytest.mark.parametrize(
    ("given", "selected", "tied"),
    [
        ({"k000": 5}, set(), {"k000", "k001"}),
        ({"k000": 5, "k001": 4}, {"k001"}, set()),
        ({"k000": 4, "k001": 5}, {"k000"}, set()),
        ({"k000": 5, "k001": 5}, set(), {"k000", "k001"}),
    ],
)
def test_a_tie_is_broken_once_it_is_recorded_what_it_came_to_for_everyone_in_it(given, selected, tied):
    case, _ = ordered(2, 12, 12, 14)
    break_tie(case, **given)
    order = ordering(case.world.dossier(), steps.POOL, case.world.context())
    assert (set(order.selected), set(order.tied)) == (selected, tied)


def test_a_tie_break_outweighs_no_point():
    case, _ = ordered(2, 12, 13, 14)
    break_tie(case, k000=100, k001=1)
    assert ordering(case.world.dossier(), steps.POOL, case.world.context()).selected == {"k000"}


def test_what_a_selection_records_is_where_it_stands():
    case, _ = ordered(2, 14, 12, 13)
    go_on(case, since="disclose", to="select")
    chosen = [case.world.act(BEN, Select(pool=steps.POOL, selected=code == "k001"), about=code) for code in case.people]
    assert [one.figures for one in chosen] == [
        {"points": 14, "with_fewer_points": 2, "to_be_selected": 1},
        {"points": 12, "with_fewer_points": 0, "to_be_selected": 1},
        {"points": 13, "with_fewer_points": 1, "to_be_selected": 1},
    ]


def test_a_pool_of_nobody_is_in_no_order():
    case = standing_before("pool")
    assert ordering(case.world.dossier(), "nobody's", case.world.context()).points == {}


# Meetings


@pytest.mark.parametrize(
    ("attempts", "met"),
    [
        ([], False),
        ([(2, "held")], True),
        ([(2, "refused")], False),
        ([(2, "absent")], False),
        ([(2, "refused"), (2, "refused")], False),
        ([(2, "refused"), (3, "absent")], True),
        ([(2, "refused"), (3, "held")], True),
    ],
)
def test_a_meeting_is_held_or_tried_twice_on_different_days(attempts, met):
    case = standing_before("score", without={"meet first"})
    case.world.wait_until(date(2026, 11, 4))
    for code in ("k001", "k002"):
        steps.meet(case.world, code, "first")
    for day, outcome in attempts:
        case.world.report(ASHA, Meeting(purpose="first", outcome=outcome), about="k000", on=date(2026, 11, day))
    assert refused_by(lambda: STEPS["score"](case)) == (set() if met else {"met-before-any-score"})


def test_a_meeting_for_another_purpose_is_another_meeting():
    case = standing_before("decide", without={"meet before decision"})
    assert refused_by(lambda: STEPS["decide"](case)) == {"met-before-decision"}


# Days


@pytest.mark.parametrize(("day", "protected"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 6, 30), True), (date(2027, 7, 1), False)])
def test_a_protected_period_runs_from_its_first_day_to_its_last(day, protected):
    case = standing_before("review")
    told = tell(case, "k000", "maternity")
    bearing = case.world.context().bearing
    assert is_or_may_be_protected(bearing, "person-k000", day), "what nobody has answered counts as protection"
    answer_protection(case, told, runs_from=date(2027, 1, 1), runs_to=date(2027, 6, 30))
    assert is_or_may_be_protected(case.world.context().bearing, "person-k000", day) is protected


@pytest.mark.parametrize(("today", "waits"), [(date(2026, 11, 5), True), (date(2026, 11, 6), False)])
def test_an_offer_to_another_waits_to_the_end_of_the_protected_period_and_no_longer(today, waits):
    case = standing_before("consider")
    answer_protection(case, tell(case, case.leaver), runs_from=date(2026, 11, 1), runs_to=date(2026, 11, 5))
    case.world.wait_until(today)
    assert refused_by(lambda: offer(case, "k001")) == ({"protected-person-comes-first"} if waits else set())


@pytest.mark.parametrize(
    ("of", "runs_from", "runs_to", "fault"),
    [
        ("pregnancy", 0, 0, None),
        ("pregnancy", -1, 9, None),
        ("pregnancy", 1, 9, "In pregnancy protection runs from the day on which the employer was told"),
        ("maternity", 1, 9, None),
        ("maternity", -9, -1, "when that period was over"),
    ],
)
def test_an_answer_fits_the_day_on_which_the_employer_was_told(of, runs_from, runs_to, fault):
    case = standing_before("review")
    told = tell(case, "k000", of)

    def answering() -> None:
        answer_protection(case, told, runs_from=told.happened_on + runs_from * DAY, runs_to=told.happened_on + runs_to * DAY)

    if fault is None:
        answering()
    else:
        with pytest.raises(Refused, match=fault):
            answering()


def test_an_answer_is_about_whom_the_employer_was_told_of():
    case = standing_before("review")
    told = tell(case, "k000")
    with pytest.raises(Refused, match="does not tell of pregnancy or family leave of this person"):
        case.world.act(CORA, AnswerProtectedPeriod(told=told.position, runs=False, because="No."), matter="trust", about="person-k001")


@pytest.mark.parametrize(("told", "opens_on"), [(19, date(2026, 12, 6)), (20, date(2026, 12, 3))])
def test_a_later_hr1_of_fewer_more_than_twenty_does_not_begin_the_period_again(told, opens_on):
    """Twenty-one go: a form of twenty was a notification, and one more does not count with them; one of nineteen was none."""
    case = standing_before("decide", size=(22, 1), without={"hr1"})
    hr1 = {"establishment": "Saltings Academy", "copied_to_unions": True}
    case.world.report(ASHA, Hr1Received(proposed_dismissals=told, **hr1), on=date(2026, 11, 2))
    case.world.wait_until(date(2026, 11, 5))
    case.world.report(ASHA, Hr1Received(proposed_dismissals=21, **hr1), on=date(2026, 11, 5))
    assert refused_by(lambda: steps.decide(case.world, case.leaver, opens_on - DAY)) == {"last-clear-day-has-passed"}
    assert refused_by(lambda: steps.decide(case.world, case.leaver, opens_on)) == set()


def test_a_period_that_runs_has_both_its_ends_in_order():
    day = date(2027, 1, 1)
    for runs_from, runs_to in ((None, day), (day, None), (day, day - DAY)):
        with pytest.raises(ValueError, match="a period that runs needs its first and its last day, in that order"):
            AnswerProtectedPeriod(told=1, runs=True, runs_from=runs_from, runs_to=runs_to, because="x")
    AnswerProtectedPeriod(told=1, runs=True, runs_from=day, runs_to=day, because="x")
    AnswerProtectedPeriod(told=1, runs=False, because="x")


@pytest.mark.parametrize(("days", "may"), [(0, True), (1, False)])
def test_a_delegated_power_is_held_to_the_end_of_its_last_day(days, may):
    case = standing_before("approve")
    case.world.act(CEO, Delegate(power="approve_in_principle", until=case.world.today), matter="trust", about="asha")
    case.world.wait_until(case.world.today + days * DAY)
    assert refused_by(lambda: case.world.act(ASHA, ApproveInPrinciple(statement="Approved."))) == (set() if may else {"approver-holds-the-power"})


def test_whoever_does_not_hold_a_power_cannot_delegate_it():
    """A headteacher may not depart from policy, so nobody may by his leave."""
    case = standing_before("approve")
    case.world.act(BEN, Delegate(power="depart_from_policy"), matter="trust", about="asha")
    told = case.world.judged(case.world.draft(ASHA, Depart(rule="volunteers-invited", instead="x", because="y"))).judged[0].faults
    assert told == ("Your office may not depart from policy. Ask someone who holds that power.",)


@pytest.mark.parametrize(("hr1_day", "letter", "breach"), [(2, False, False), (3, False, True), (3, True, False)])
def test_hr1_on_the_day_of_the_notice_came_first_only_where_the_letter_shows_it(hr1_day, letter, breach):
    case = standing_before("release", size=LARGE)
    STEPS["release"](case)
    case.world.wait_until(date(2026, 11, 3))
    if hr1_day == 3:
        correct(case.world, case.last(Hr1Received), on=date(2026, 11, 3))
    position = case.last(ReleaseNotice).position if letter else None
    body = NoticeGiven(letter=position, ends_on=case.ends_on, given_by="ben")
    given = case.world.judged(case.world.draft(BEN, body, about=case.leaver, happened_on=date(2026, 11, 3))).judged[0].act
    assert ("hr1-received-before-notice" in given.breaches) is breach
