"""For every gate, the shortest way into it: a case in which an act is stopped by that rule, and the one step that was missing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.policy.pack import Pack
from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office
from evenhand.procedure.change.avoiding import WHERE
from evenhand.procedure.change.consulting import AnswerUnion, CompleteConsultation, UnionRepresentation
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.paying import Paid, StatePayment
from evenhand.procedure.change.pooling import PlaceInPool
from evenhand.procedure.change.proposing import ApproveInPrinciple, Propose
from evenhand.procedure.change.redeploying import OfferAnswered, OfferVacancy
from evenhand.procedure.change.selecting import DiscloseScores, RecordTieBreak, Score, Select
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven
from evenhand.procedure.trust.governing import Appoint, Delegate, RecogniseUnion
from evenhand.procedure.trust.people import AnswerProtectedPeriod, CloseVacancy, EmployerTold
from tests.procedure import thin_change as steps
from tests.procedure.stages import LARGE, SMALL, STEPS, Case, correct, go_on, hr1, score, standing_before
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, SAM, TOMAS, herself

TESS = Actor("tess", Office.ASSESSOR)


@dataclass
class Stopped:
    """`attempt` is stopped; after `mend` it goes through. Where the act itself is what is wrong, `otherwise` is the act put right."""

    case: Case
    attempt: Callable[[], Any]
    mend: Callable[[], Any] = lambda: None
    otherwise: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Refusal:
    """How to come to be stopped by a rule, what the reason says, and the rules that cannot but stop the same act."""

    build: Callable[[Pack | None], Stopped]
    says: str
    also: frozenset[str] = frozenset()


REFUSALS: dict[str, Refusal] = {}


def stopped_by(rule: str, says: str, *also: str) -> Callable[[Callable[[Pack | None], Stopped]], Callable[[Pack | None], Stopped]]:
    def declare(build: Callable[[Pack | None], Stopped]) -> Callable[[Pack | None], Stopped]:
        assert rule not in REFUSALS
        REFUSALS[rule] = Refusal(build, says, frozenset(also))
        return build

    return declare


def left_out(rule: str, says: str, step: str, missing: str, size: tuple[int, int] = SMALL) -> None:
    """The plain case: everything before a step was done but one."""

    @stopped_by(rule, says)
    def build(pack: Pack | None) -> Stopped:
        case = standing_before(step, without={missing}, size=size, pack=pack)
        return Stopped(case, lambda: STEPS[step](case), lambda: STEPS[missing](case))


left_out("approved-before-consultation", "not been approved in principle", "serve the unions", "approve")
left_out("unavoidable-reviewed-before-consultation", "Nobody has reviewed", "serve the unions", "review")
left_out("unions-told-before-people", "UNISON has not had information", "warn", "serve the unions")
left_out("every-representation-answered", "The representation of UNISON", "complete", "answer", LARGE)
left_out("every-representation-replied-to", "The representation of UNISON", "complete", "answer")
left_out("subjects-covered", "Nothing is recorded of consultation on avoiding dismissals", "complete", "discuss", LARGE)
left_out("subjects-recorded", "Nothing is recorded of consultation on avoiding dismissals", "complete", "discuss")
left_out("everyone-affected-told", "k000 has not had the letter", "complete", "warn")
left_out("volunteers-invited", "Volunteers have not been invited at the time of consultation", "complete", "invite")
left_out("pool-after-consultation", "Consultation is not complete", "pool", "complete")
left_out("criteria-reached-the-pool", "k000 has not had the criteria", "seal", "send the criteria")
left_out("met-before-any-score", "k000 has not had the first individual meeting", "score", "meet first")
left_out("own-scores-before-selection", "k000 has not had the scores", "select", "disclose")
left_out("met-before-selection", "k000 has not had the second individual meeting", "select", "meet second")
left_out("volunteers-sought-again", "Volunteers have not been invited at the time of selection", "select", "invite again")
left_out("no-unlawful-reason", "Nobody has stated that no one is selected for a reason that the law forbids", "select", "attest")
left_out("at-risk-after-selection", "k000 has not been selected", "declare", "select")
left_out("met-before-decision", "The meeting before the decision has not been held", "decide", "meet before decision")
left_out("at-risk-person-told", "k000 has not had the letter declaring", "decide", "declare")
left_out("redeployment-meeting-held", "The redeployment meeting has not been held", "decide", "meet on redeployment")
left_out("every-vacancy-considered", "V1 has not been considered for k000", "decide", "consider")
left_out("hr-consulted-before-notice", "HR has not been consulted", "decide", "consult hr")
left_out("avoidance-measures-considered", f"was not considered for {WHERE[0]}", "decide", "measures")


@stopped_by("business-case-is-whole", "The business case says nothing under 'details'")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("approve", pack=pack, details="")
    return Stopped(case, lambda: steps.approve(case.world), lambda: correct(case.world, case.last(Propose), details="Fewer posts."))


def _delegated(case: Case, to: Actor, power: str) -> None:
    case.world.act(CEO, Delegate(power=power), matter="trust", about=to.person)


@stopped_by("approver-holds-the-power", "You may not approve a proposal")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("approve", pack=pack)
    body = ApproveInPrinciple(statement="Approved for consultation.")
    return Stopped(case, lambda: case.world.act(ASHA, body), lambda: _delegated(case, ASHA, "approve_in_principle"))


@stopped_by("answers-come-from-the-head", "You may not answer representations")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("answer", pack=pack)
    body = AnswerUnion(representation=case.last(UnionRepresentation).position, outcome="accepted", reasons="Two will stay unfilled.")
    return Stopped(case, lambda: case.world.act(ASHA, body), lambda: _delegated(case, ASHA, "reply_to_representations"))


@stopped_by("decider-holds-the-power", "You may not decide a dismissal")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("decide", pack=pack)
    body = DecideDismissal(ends_on=case.ends_on, because="Fewest points.")
    return Stopped(case, lambda: case.world.act(TOMAS, body, about=case.leaver), lambda: _delegated(case, TOMAS, "dismiss"))


def _without_the_agency_workers(size: tuple[int, int], pack: Pack | None) -> Stopped:
    case = standing_before("serve the unions", size=size, pack=pack, agency_workers=None)
    none = [{"establishment": "Saltings Academy", "number": 0, "where": "", "work": ""}]
    return Stopped(
        case,
        lambda: case.world.act(ASHA, ReleaseSection188(union="UNISON")),
        lambda: correct(case.world, case.last(Propose), agency_workers=none),
    )


@stopped_by("section-188-information-complete", "the agency workers")
def _(pack: Pack | None) -> Stopped:
    return _without_the_agency_workers(LARGE, pack)


@stopped_by("union-information-complete", "the agency workers")
def _(pack: Pack | None) -> Stopped:
    return _without_the_agency_workers(SMALL, pack)


def _a_union_recognised_late(size: tuple[int, int], pack: Pack | None) -> Stopped:
    case = standing_before("complete", size=size, pack=pack)
    case.world.act(ASHA, RecogniseUnion(union="GMB", staff_groups=("support",)), matter="trust")
    return Stopped(case, lambda: steps.complete(case.world), lambda: steps.serve_union(case.world, "GMB"))


@stopped_by("every-union-served", "GMB has not had information")
def _(pack: Pack | None) -> Stopped:
    return _a_union_recognised_late(LARGE, pack)


@stopped_by("every-union-told", "GMB has not had information")
def _(pack: Pack | None) -> Stopped:
    return _a_union_recognised_late(SMALL, pack)


@stopped_by("everyone-in-the-job-is-in-the-pool", "k002 holds this job and is not in the pool")
def _(pack: Pack | None) -> Stopped:
    """The favourite is told of the criteria like anyone, and is compared with nobody."""
    case = standing_before("pool", pack=pack)
    steps.form_pool(case.world, case.people[:2])
    go_on(case, since="publish", to="seal")

    def mend() -> None:
        case.world.act(BEN, PlaceInPool(pool=steps.POOL), about="k002")

    return Stopped(case, lambda: STEPS["seal"](case), mend)


@stopped_by("every-criterion-scored", "k002 has no score for Disciplinary record")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("score", pack=pack)
    for place, code in enumerate(case.people):
        score(case, code, 12 + place)
    last = case.last(Score, "k002")
    correct(case.world, last, by=SAM)
    return Stopped(case, lambda: case.world.act(BEN, DiscloseScores(pool=steps.POOL), about=case.leaver), lambda: case.world.act(SAM, last.body, about="k002"))


@stopped_by("same-managers-score-the-group", "Different managers scored discipline: sam, tess")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("score", pack=pack)
    case.world.act(CEO, Appoint(office=Office.ASSESSOR), matter="trust", about="tess")
    for place, code in enumerate(case.people):
        score(case, code, 12 + place)
    sams = case.last(Score, "k002")
    correct(case.world, sams, by=SAM)
    hers = case.world.act(TESS, sams.body, about="k002")
    go_on(case, since="disclose", to="select")

    def mend() -> None:
        correct(case.world, hers, by=TESS)
        case.world.act(SAM, sams.body, about="k002")

    return Stopped(case, lambda: STEPS["select"](case), mend)


@stopped_by("selection-follows-the-points", "The points select k000: 1 are to be selected")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("select", pack=pack)

    def selecting(selected: bool) -> Any:
        return case.world.act(BEN, Select(pool=steps.POOL, selected=selected), about=case.leaver)

    return Stopped(case, lambda: selecting(False), otherwise=lambda: selecting(True))


@stopped_by("ties-go-to-the-announced-process", "2 people have equal points at the line")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("score", pack=pack)
    for code, total in zip(case.people, (12, 12, 20), strict=True):
        score(case, code, total)
    go_on(case, since="disclose", to="select")

    def mend() -> None:
        for code, points in (("k000", 1), ("k001", 2)):
            case.world.act(BEN, RecordTieBreak(pool=steps.POOL, points=points, reason="The interview."), about=code)

    return Stopped(case, lambda: case.world.act(BEN, Select(pool=steps.POOL, selected=True), about=case.leaver), mend)


def tell(case: Case, code: str, of: str = "pregnancy") -> Any:
    """The employee herself tells the employer."""
    return case.world.act(herself(code), EmployerTold(of=of), matter="trust", about=f"person-{code}", happened_on=case.world.today)


def answer_protection(case: Case, told: Any, runs: bool = True, runs_from: date | None = None, runs_to: date = date(2027, 12, 31)) -> Any:
    days = {"runs_from": runs_from or told.happened_on, "runs_to": runs_to} if runs else {}
    body = AnswerProtectedPeriod(told=told.position, runs=runs, because="As the regulations say.", **days)
    return case.world.act(CORA, body, matter="trust", about=told.about)


def protected_and_at_risk(step: str, pack: Pack | None, without: tuple[str, ...] = ()) -> Case:
    case = standing_before(step, without={"consider", *without}, pack=pack)
    answer_protection(case, tell(case, case.leaver))
    return case


def offer(case: Case, code: str, vacancy: str = "V1") -> Any:
    return case.world.act(ASHA, OfferVacancy(vacancy=vacancy, starts_on=date(2027, 5, 1)), about=code)


@stopped_by("protected-person-comes-first", "k000 is or may be protected, and has not been considered for V1")
def _(pack: Pack | None) -> Stopped:
    case = protected_and_at_risk("meet on redeployment", pack)
    return Stopped(case, lambda: offer(case, "k001"), lambda: steps.consider(case.world, case.leaver, suitable=False))


@stopped_by("vacancy-is-not-closed-over-a-protected-person", "k000 is or may be protected, and has not been considered for V1")
def _(pack: Pack | None) -> Stopped:
    case = protected_and_at_risk("meet on redeployment", pack)
    return Stopped(
        case,
        lambda: case.world.act(ASHA, CloseVacancy(vacancy="V1", because="Filled."), matter="trust"),
        lambda: steps.consider(case.world, case.leaver, suitable=False),
    )


@stopped_by("protected-period-answered", "nobody has answered whether a protected period runs")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("decide", pack=pack)
    told = tell(case, case.leaver)
    return Stopped(case, lambda: STEPS["decide"](case), lambda: answer_protection(case, told, runs=False))


@stopped_by("protected-person-offered-what-suits", "V1 suits a protected person and has not been offered")
def _(pack: Pack | None) -> Stopped:
    case = protected_and_at_risk("decide", pack)
    steps.consider(case.world, case.leaver, suitable=True)
    return Stopped(case, lambda: STEPS["decide"](case), lambda: offer(case, case.leaver))


@stopped_by("no-offer-was-accepted", "An offer of another post was accepted")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("decide", pack=pack)
    made = offer(case, case.leaver)

    def answered(answer: str) -> None:
        body = OfferAnswered(offer=made.position, answer=answer)
        case.world.act(herself(case.leaver), body, about=case.leaver, happened_on=case.world.today)

    answered("accepted")
    return Stopped(case, lambda: STEPS["decide"](case), lambda: answered("refused"))


def _a_representation_left_out(size: tuple[int, int], pack: Pack | None) -> Stopped:
    case = standing_before("decide", size=size, pack=pack)
    body = UnionRepresentation(union="UNISON", subject="reducing their number", point="Ask for volunteers elsewhere.")
    said = case.world.act(CARYS, body, happened_on=case.last(CompleteConsultation).happened_on)

    def mend() -> None:
        steps.answer(case.world, said)
        steps.complete(case.world)

    return Stopped(case, lambda: STEPS["decide"](case), mend)


@stopped_by("consultation-genuinely-complete", "was made in time and was not considered")
def _(pack: Pack | None) -> Stopped:
    return _a_representation_left_out(LARGE, pack)


@stopped_by("consultation-finished", "was made in time and was not considered")
def _(pack: Pack | None) -> Stopped:
    return _a_representation_left_out(SMALL, pack)


@stopped_by("hr1-received-before-notice", "HR1 for Saltings Academy is not on record as received", "last-clear-day-has-passed")
def _(pack: Pack | None) -> Stopped:
    """The clear days are counted from HR1 as well, so where it is missing both rules say so."""
    case = standing_before("release", size=LARGE, pack=pack)
    correct(case.world, case.last(Hr1Received))
    return Stopped(case, lambda: STEPS["release"](case), lambda: hr1(case))


def _decided_for(case: Case, day: date) -> Callable[[], Any]:
    return lambda: steps.decide(case.world, case.leaver, day)


@stopped_by("last-clear-day-has-passed", "No dismissal can take effect before Thursday 3 December 2026: 30 clear days")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("decide", size=LARGE, pack=pack)
    return Stopped(case, _decided_for(case, date(2026, 12, 2)), otherwise=_decided_for(case, date(2026, 12, 3)))


TERM_EXPIRES = {"expires_by_itself_on": date(2027, 4, 30)}


@stopped_by("policy-count-period-has-passed", "No dismissal can take effect before Thursday 3 December 2026: 30 clear days")
def _(pack: Pack | None) -> Stopped:
    """Twenty posts go, and one of them is a fixed term that expires by itself: nineteen by the statute."""
    case = standing_before("decide", size=(20, 0), pack=pack, affected=TERM_EXPIRES)
    return Stopped(case, _decided_for(case, date(2026, 12, 2)), otherwise=_decided_for(case, date(2026, 12, 3)))


def _noticed_for(case: Case, day: date) -> Callable[[], Any]:
    def release() -> Any:
        decision = steps.decide(case.world, case.leaver, day)
        return steps.release_notice(case.world, case.leaver, decision, day)

    return release


@stopped_by("statutory-notice-is-given", "ends on Saturday 23 January 2027 at the earliest")
def _(pack: Pack | None) -> Stopped:
    """A teacher's, or the contract's own notice would stop it too: the Burgundy Book's two months are shorter than twelve weeks."""
    employment = {"contract": "teacher", "service_from": date(2010, 9, 1)}
    case = standing_before("decide", today=date(2026, 10, 30), pack=pack, affected=employment)
    return Stopped(case, _noticed_for(case, date(2026, 12, 31)), otherwise=_noticed_for(case, date(2027, 4, 30)))


@stopped_by("contractual-notice-is-given", "The contract asks for notice until Tuesday 23 February 2027")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("decide", pack=pack, affected={"contract_weeks": 16})
    return Stopped(case, _noticed_for(case, date(2027, 2, 22)), otherwise=_noticed_for(case, date(2027, 2, 23)))


@stopped_by(
    "teacher-notice-ends-on-a-term-end",
    "Thursday 31 December 2026 is not a leaving date for which notice given that day is in time. The next is Friday 30 April 2027",
)
def _(pack: Pack | None) -> Stopped:
    employment = {"contract": "teacher", "service_from": date(2024, 9, 1)}
    case = standing_before("decide", today=date(2026, 10, 31), pack=pack, affected=employment)
    return Stopped(case, _noticed_for(case, date(2026, 12, 31)), otherwise=_noticed_for(case, date(2027, 4, 30)))


@stopped_by("decided-before-notice", "not a letter of notice released to this person")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("give", pack=pack)

    def giving(letter: int | None) -> Any:
        return case.world.report(BEN, NoticeGiven(letter=letter, ends_on=case.ends_on, given_by="ben"), about=case.leaver)

    return Stopped(case, lambda: giving(None), otherwise=lambda: giving(case.last(ReleaseNotice).position))


@stopped_by("statement-before-payment", "The written statement of the payment has not been served")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("decide", pack=pack, ends_on=date(2027, 3, 31))
    go_on(case, since="decide", to="give")
    STEPS["give"](case)

    def mend() -> None:
        steps.serve(case.world, case.world.act(ASHA, StatePayment(notice=case.last(NoticeGiven).position), about=case.leaver))

    return Stopped(case, lambda: case.world.report(ASHA, Paid(amount="4331.25"), about=case.leaver), mend)


@stopped_by("undertaking-in-force", "The trust undertook to UNISON on Monday 2 November 2026: No approval yet")
def _(pack: Pack | None) -> Stopped:
    case = standing_before("approve", pack=pack)
    given = undertake(case, "change.approve_in_principle")

    def mend() -> None:
        ended = UndertakingEnded(union="UNISON", given=given.position, because="They met.")
        case.world.act(CARYS, ended, matter="D-1", happened_on=case.world.today)

    return Stopped(case, lambda: steps.approve(case.world), mend)


def undertake(case: Case, *kinds: str, matter: str = "D-1", **more: Any) -> Any:
    """The union reports an undertaking that the trust gave it."""
    body = UndertakingGiven(union="UNISON", promise="No approval yet.", steps=kinds, ends_when="the two sides have met", **more)
    return case.world.act(CARYS, body, matter=matter, happened_on=case.world.today)
