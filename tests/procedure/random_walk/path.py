"""The steps of a headcount cut, in order, and which of them make good what a refusal asks for."""

from collections.abc import Callable

from evenhand.procedure.change.avoiding import InviteVolunteers
from evenhand.procedure.change.consulting import (
    SUBJECTS,
    RecordSubjectOutcome,
)
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.paying import Paid, StatePayment
from evenhand.procedure.change.pooling import PublishCriteria, SealCriteria
from evenhand.procedure.change.proposing import ApproveInPrinciple, ReviewUnavoidable
from evenhand.procedure.change.redeploying import ConsultHr, DeclareAtRisk
from evenhand.procedure.change.selecting import AttestReasons, DiscloseScores
from tests.procedure.random_walk.scene import ASHA, BEN, CEO, REPS, TRINA, Change, Drafts, Move, Scene, Step, done, recognised, served, some, told
from tests.procedure.random_walk.taking import (
    answer_everyone,
    break_tie,
    complete,
    consider,
    end_day,
    form_pool,
    give_notice,
    hr1,
    is_selected,
    leave,
    measures,
    met,
    place_the_rest,
    release_notice,
    score,
    select,
    serve_answers,
    serve_union,
    state_vacancies,
    union_speaks,
)


def path(scene: Scene, change: Change) -> list[Step]:
    """The steps of a headcount cut up to the selection, in order."""
    steps = [
        Step("review", lambda s, c: [done(c, BEN, ReviewUnavoidable(statement="Every other way was looked at."))]),
        Step("approve", lambda s, c: [done(c, s.chance.choice((BEN, BEN, CEO, ASHA)), ApproveInPrinciple(statement="For consultation."))]),
    ]
    for union in sorted(REPS):
        steps.append(Step(f"release to {union}", lambda s, c, u=union: [done(c, ASHA, ReleaseSection188(union=u))] if recognised(s, u) else []))
        steps.append(Step(f"serve {union}", lambda s, c, u=union: serve_union(s, c, u)))
    steps.append(Step("HR1", hr1))
    steps += for_each(change, "warn", lambda s, c, p: [done(c, BEN, WarnPerson(letter="Your job may be at risk."), p)])
    steps += for_each(change, "serve the warning", lambda s, c, p: served(s, c, s.last(c, WarnPerson, p), p))
    steps.append(Step("invite volunteers", lambda s, c: [done(c, ASHA, InviteVolunteers(time="consultation", terms="The statutory payment."))]))
    steps.append(Step("the union speaks", union_speaks))
    steps.append(Step("answer", answer_everyone))
    steps.append(Step("serve the answers", serve_answers))
    steps.append(
        Step("subjects", lambda s, c: [done(c, ASHA, RecordSubjectOutcome(subject=one, unions=("UNISON",), outcome="Discussed.")) for one in SUBJECTS])
    )
    steps.append(Step("complete", complete))
    steps.append(Step("pool", form_pool))
    steps.append(Step("publish", lambda s, c: [done(c, BEN, PublishCriteria(pool=c.pool))]))
    steps += for_each(change, "serve the criteria", lambda s, c, p: served(s, c, s.last(c, PublishCriteria), p))
    steps.append(Step("place who was left out", place_the_rest))
    steps.append(Step("seal", lambda s, c: [done(c, BEN, SealCriteria(publication=found.position)) for found in some(s.last(c, PublishCriteria))]))
    steps += for_each(change, "first meeting", lambda s, c, p: met(s, c, p, "first"))
    steps += for_each(change, "score", score)
    steps += for_each(change, "disclose", lambda s, c, p: [done(c, BEN, DiscloseScores(pool=c.pool), p)])
    steps += for_each(change, "serve the scores", lambda s, c, p: served(s, c, s.last(c, DiscloseScores, p), p))
    steps += for_each(change, "second meeting", lambda s, c, p: met(s, c, p, "second"))
    steps.append(Step("volunteers again", lambda s, c: [done(c, ASHA, InviteVolunteers(time="selection", terms="The statutory payment."))]))
    steps.append(Step("attest", lambda s, c: [done(c, BEN, AttestReasons(pool=c.pool, statement="No forbidden reason."))]))
    steps.append(Step("tie-break", break_tie))
    steps.append(Step("select", select))
    steps.append(Step("measures", measures))
    steps.append(Step("state vacancies", state_vacancies))
    for code in change.people:
        steps += leaving(code)
    return steps


def leaving(code: str) -> list[Step]:
    """The steps from at risk to the payment, for one person; they make sense only of someone selected."""

    def only(move: Callable[[Scene, Change], Drafts]) -> Move:
        return lambda s, c: move(s, c) if is_selected(s, c, code) or s.sometimes(0.05) else []

    def state(s: Scene, c: Change) -> Drafts:
        given = s.last(c, NoticeGiven, code)
        return [done(c, ASHA, StatePayment(notice=given.position), code)] if given else []

    moves: list[tuple[str, Move]] = [
        ("at risk", lambda s, c: [done(c, BEN, DeclareAtRisk(letter="You are at risk."), code)]),
        ("serve at risk", lambda s, c: served(s, c, s.last(c, DeclareAtRisk, code), code)),
        ("redeployment meeting", lambda s, c: met(s, c, code, "redeployment")),
        ("state vacancies", state_vacancies),
        ("consider vacancies", lambda s, c: consider(s, c, code)),
        ("consult HR", lambda s, c: [done(c, ASHA, ConsultHr(advice="Nothing stands in the way."), code)]),
        ("decision meeting", lambda s, c: met(s, c, code, "decision")),
        ("decide", lambda s, c: [done(c, s.chance.choice((BEN, BEN, BEN, TRINA)), DecideDismissal(ends_on=end_day(s, c), because="Fewest points."), code)]),
        ("release notice", lambda s, c: release_notice(s, c, code)),
        ("give notice", lambda s, c: give_notice(s, c, code)),
        ("leave", lambda s, c: leave(s, c, code)),
        ("state payment", state),
        ("serve the statement", lambda s, c: served(s, c, s.last(c, StatePayment, code), code)),
        ("pay", lambda s, c: [told(s, c, ASHA, Paid(amount="4000.00"), code)] if s.last(c, NoticeGiven, code) else []),
    ]
    return [Step(f"{name} {code}", only(move)) for name, move in moves]


def for_each(change: Change, name: str, move: Callable[[Scene, Change, str], Drafts]) -> list[Step]:
    return [Step(f"{name} {code}", lambda s, c, p=code: move(s, c, p)) for code in change.people]


# What is put when a rule refuses: the beginnings of the names of the steps that it asks for.
MADE_GOOD = {
    "unions-told-before-people": ("release", "serve UNISON", "serve GMB"),
    "every-union-served": ("release", "serve UNISON", "serve GMB"),
    "every-union-told": ("release", "serve UNISON", "serve GMB"),
    "everyone-affected-told": ("warn", "serve the warning"),
    "every-representation-answered": ("answer", "serve the answers"),
    "every-representation-replied-to": ("answer", "serve the answers"),
    "subjects-covered": ("subjects",),
    "subjects-recorded": ("subjects",),
    "volunteers-invited": ("invite volunteers",),
    "pool-after-consultation": ("complete",),
    "criteria-reached-the-pool": ("serve the criteria",),
    "everyone-in-the-job-is-in-the-pool": ("place who was left out",),
    "met-before-any-score": ("first meeting",),
    "every-criterion-scored": ("score",),
    "own-scores-before-selection": ("disclose", "serve the scores"),
    "met-before-selection": ("second meeting",),
    "volunteers-sought-again": ("volunteers again",),
    "no-unlawful-reason": ("attest",),
    "ties-go-to-the-announced-process": ("tie-break",),
    "at-risk-after-selection": ("select",),
    "at-risk-person-told": ("at risk", "serve at risk"),
    "redeployment-meeting-held": ("redeployment meeting",),
    "met-before-decision": ("decision meeting",),
    "every-vacancy-considered": ("state vacancies", "consider vacancies"),
    "hr-consulted-before-notice": ("consult HR",),
    "avoidance-measures-considered": ("measures",),
    "consultation-genuinely-complete": ("release", "serve UNISON", "serve GMB", "subjects", "complete"),
    "consultation-finished": ("release", "serve UNISON", "serve GMB", "subjects", "complete"),
    "hr1-received-before-notice": ("HR1",),
    "last-clear-day-has-passed": ("HR1", "release", "serve UNISON", "serve GMB"),
    "statement-before-payment": ("state payment", "serve the statement"),
}
TOO_SOON = {"last-clear-day-has-passed", "policy-count-period-has-passed", "statutory-notice-is-given", "contractual-notice-is-given"}
