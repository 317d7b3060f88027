"""The headcount cut, step by step, each step a function on a world: a test takes those it needs, and leaves one out to see what refuses."""

from datetime import date
from typing import Any

from evenhand.procedure.change.avoiding import WHERE, ConsiderMeasure, InviteVolunteers
from evenhand.procedure.change.consulting import (
    SUBJECTS,
    AnswerUnion,
    CompleteConsultation,
    Considered,
    RecordSubjectOutcome,
    UnionRepresentation,
    representations,
)
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, ReplyServed, Section188Served, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, SealCriteria, members, sealed_for
from evenhand.procedure.change.proposing import ApproveInPrinciple, ReviewUnavoidable
from evenhand.procedure.change.redeploying import Considered as ConsideredVacancy
from evenhand.procedure.change.redeploying import ConsiderVacancies, ConsultHr, DeclareAtRisk
from evenhand.procedure.change.selecting import AttestReasons, DiscloseScores, Score, Select, ordering
from evenhand.procedure.trust.people import ListVacancy, StateVacancies, open_vacancies
from tests.procedure.world import ASHA, BEN, CARYS, PRIYA, SAM, World

ENDS_ON = date(2027, 4, 30)
POOL = "teaching assistants"


def review(world: World) -> None:
    world.act(BEN, ReviewUnavoidable(statement="Every other way was looked at."))


def approve(world: World) -> None:
    world.act(BEN, ApproveInPrinciple(statement="Approved for consultation."))


def serve_union(world: World, union: str = "UNISON", confirmed_by: Any = PRIYA) -> None:
    release = world.act(ASHA, ReleaseSection188(union=union))
    world.report(ASHA, Section188Served(union=union, release=release.position, channel="by hand"), confirmed_by=confirmed_by)


def warn(world: World, people: list[str]) -> None:
    for code in people:
        serve(world, world.act(BEN, WarnPerson(letter="Your job may be at risk."), about=code))


def serve(world: World, letter: Any, about: str | None = None) -> None:
    world.report(ASHA, LetterServed(letter=letter.position, channel="by hand"), about=about or letter.about)


def hr1(world: World, number: int) -> None:
    world.report(ASHA, Hr1Received(establishment="Saltings Academy", proposed_dismissals=number, copied_to_unions=True))


def union_speaks(world: World) -> Any:
    return world.act(CARYS, UnionRepresentation(union="UNISON", subject="reducing their number", point="Leave vacancies unfilled."), happened_on=world.today)


def answer(world: World, said: Any) -> None:
    given = world.act(BEN, AnswerUnion(representation=said.position, outcome="accepted in part", reasons="Two will stay unfilled."))
    world.report(ASHA, ReplyServed(letter=given.position, union="UNISON", channel="by hand"))


def discuss(world: World) -> None:
    for subject in SUBJECTS:
        world.act(ASHA, RecordSubjectOutcome(subject=subject, unions=("UNISON",), outcome="Discussed; see the note."))


def invite(world: World, time: Any) -> None:
    world.act(ASHA, InviteVolunteers(time=time, terms="The statutory payment."))


def complete(world: World) -> None:
    considered = tuple(Considered(representation=said.position, conclusion="Answered in full.") for said in representations(world.dossier()))
    world.act(BEN, CompleteConsultation(considered=considered, statement="Consultation is complete."))


def form_pool(world: World, people: list[str]) -> None:
    world.act(
        BEN,
        FormPool(
            pool=POOL,
            establishment="Saltings Academy",
            job="TA2",
            mode="everyone in the job at the establishment",
            method="points against the published criteria",
            order="fewest points first",
            because="The work is the same for all.",
        ),
    )
    world.do(*(world.draft(BEN, PlaceInPool(pool=POOL), about=code) for code in people))


def publish(world: World, people: list[str]) -> Any:
    published = world.act(BEN, PublishCriteria(pool=POOL))
    for code in people:
        serve(world, published, about=code)
    return published


def seal(world: World, published: Any) -> None:
    world.act(BEN, SealCriteria(publication=published.position))


def meet(world: World, code: str, purpose: Any, outcome: Any = "held") -> None:
    world.report(ASHA, Meeting(purpose=purpose, outcome=outcome), about=code)


def score(world: World, code: str, points: int = 3) -> None:
    seal_act = sealed_for(world.dossier(), POOL)
    assert seal_act is not None
    for criterion in world.pack.criteria:
        given = min(max(points, criterion.lowest), criterion.highest)
        world.act(SAM, Score(seal=seal_act.position, criterion=criterion.id, points=given, reason="As the record shows."), about=code)


def disclose(world: World, code: str) -> None:
    serve(world, world.act(BEN, DiscloseScores(pool=POOL), about=code))


def attest(world: World) -> None:
    world.act(BEN, AttestReasons(pool=POOL, statement="No one is selected for a forbidden reason."))


def select(world: World) -> list[str]:
    order = ordering(world.dossier(), POOL, world.context())
    world.do(*(world.draft(BEN, Select(pool=POOL, selected=code in order.selected), about=code) for code in members(world.dossier(), POOL)))
    return sorted(order.selected)


def declare(world: World, code: str) -> None:
    serve(world, world.act(BEN, DeclareAtRisk(letter="You are at risk of redundancy."), about=code))


def vacancies(world: World, *names: str) -> None:
    for name in names:
        world.act(ASHA, ListVacancy(vacancy=name, establishment="Avocet High", job="MDS"), matter="trust")
    world.act(ASHA, StateVacancies(vacancies=tuple(open_vacancies(world.context().bearing))), matter="trust")


def consider(world: World, code: str, suitable: bool = False) -> None:
    found = tuple(ConsideredVacancy(vacancy=name, suitable=suitable, because="Different hours and pay.") for name in open_vacancies(world.context().bearing))
    if found:
        world.act(ASHA, ConsiderVacancies(considered=found), about=code)


def consult(world: World, code: str) -> None:
    world.act(ASHA, ConsultHr(advice="Nothing stands in the way."), about=code)


def measures(world: World) -> None:
    for measure in world.pack.setting("avoidance_measures"):
        for where in WHERE:
            world.act(ASHA, ConsiderMeasure(measure=measure, where=where, outcome="not adopted", reasons="None was found."))


def decide(world: World, code: str, ends_on: date = ENDS_ON) -> Any:
    return world.act(BEN, DecideDismissal(ends_on=ends_on, because="Fewest points."), about=code)


def release_notice(world: World, code: str, decision: Any, ends_on: date = ENDS_ON) -> Any:
    return world.act(BEN, ReleaseNotice(decision=decision.position, ends_on=ends_on, assume_last_known=True), about=code)


def give_notice(world: World, code: str, letter: Any, ends_on: date = ENDS_ON) -> Any:
    return world.report(BEN, NoticeGiven(letter=letter.position, ends_on=ends_on, given_by="ben"), about=code)


def consult_to_the_end(world: World, people: list[str], number: int = 0) -> None:
    """From approval to consultation complete."""
    review(world)
    approve(world)
    serve_union(world)
    warn(world, people)
    invite(world, "consultation")
    if number:
        hr1(world, number)
    answer(world, union_speaks(world))
    discuss(world)
    complete(world)


def select_to_the_end(world: World, people: list[str]) -> list[str]:
    """From the pool to who is selected."""
    form_pool(world, people)
    seal(world, publish(world, people))
    for code in people:
        meet(world, code, "first")
    for place, code in enumerate(people):
        score(world, code, 3 + place)
    for code in people:
        disclose(world, code)
        meet(world, code, "second")
    invite(world, "selection")
    attest(world)
    return select(world)


def redeploy_to_the_end(world: World, code: str) -> None:
    """From at risk to ready for the decision."""
    declare(world, code)
    vacancies(world, *(() if open_vacancies(world.context().bearing) else ("V001", "V002")))
    meet(world, code, "redeployment")
    consider(world, code)
    consult(world, code)
    meet(world, code, "decision")
