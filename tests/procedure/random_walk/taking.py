"""What each step of a headcount cut puts, mostly right: the acts of one step, made from the world as it stands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from evenhand.procedure.acts import Act, Actor, Body, Draft
from evenhand.procedure.change.avoiding import WHERE, ConsiderMeasure
from evenhand.procedure.change.consulting import (
    AnswerEmployee,
    AnswerUnion,
    CompleteConsultation,
    Considered,
    EmployeeRepresentation,
    UnionRepresentation,
)
from evenhand.procedure.change.counting import counts
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, ReplyServed, Section188Served
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, SealCriteria
from evenhand.procedure.change.proposing import Line
from evenhand.procedure.change.redeploying import Considered as Looked
from evenhand.procedure.change.redeploying import ConsiderVacancies
from evenhand.procedure.change.selecting import RecordTieBreak, Score, Select, ordering
from evenhand.procedure.trust.people import (
    EmploymentEnded,
    StateVacancies,
    open_vacancies,
)
from tests.procedure.random_walk.scene import (
    ASHA,
    BEN,
    CHANNELS,
    DAY,
    JOB,
    PLACE,
    PROOF,
    REPS,
    SAM,
    SIZES,
    TERM_ENDS,
    TILL,
    Change,
    Drafts,
    Scene,
    done,
    recognised,
    served,
    some,
    told,
)
from tests.procedure.world import a_case, an_employment


def propose(scene: Scene, change: Change) -> Drafts:
    """A proposal of a size about one of the numbers that matter, and its people, in one batch of two kinds."""
    chance, known = scene.chance, len(change.people)
    to_go = chance.choice(SIZES)
    stay = chance.randint(0, 2) if to_go >= known else known - to_go
    left_out = max(0, to_go + stay - known)
    whole = {"agency_workers": None} if scene.sometimes(0.05) else {"selection_method": ""} if scene.sometimes(0.03) else {}
    group, contract = ("support", "statutory") if scene.sometimes(0.85) else ("support", chance.choice(("teacher", "headteacher")))
    line = Line(establishment=PLACE, job=JOB, staff_group=group, posts_now=known + left_out, posts_proposed=stay, holders_left_out=left_out)
    lasts = change.ends_on + DAY * chance.choice((0, 0, 30, 120))
    case = a_case(3, 2, lines=(line,), first_dismissal_on=change.ends_on, last_dismissal_on=lasts, **whole)
    affected = []
    for code in change.people:
        facts: dict[str, Any] = {"service_from": date(chance.choice((2009, 2014, 2020, 2024, 2026)), chance.randint(1, 7), chance.randint(1, 28))}
        facts |= {"contract": contract, "contract_weeks": chance.choice((None, None, 4, 14))}
        facts |= {"expires_by_itself_on": date(2027, 8, 31)} if scene.sometimes(0.2 if to_go in (20, 100) else 0.04) else {}
        affected.append(done(change, ASHA, an_employment(code, **facts), code))
    if contract != "statutory":
        change.ends_on = min(end for end in TERM_ENDS if end >= change.ends_on)
    drafts = [done(change, ASHA, case), *affected]
    if scene.sometimes(0.1):  # under way when Evenhand came
        drafts = [replace(draft, elsewhere=True, happened_on=scene.world.today - DAY * 10, evidence=PROOF) for draft in drafts]
    return drafts


def serve_union(scene: Scene, change: Change, union: str) -> Drafts:
    releases = [one for one in scene.view(change.code).every(ReleaseSection188) if one.body.union == union]
    if not releases:
        return []
    by = REPS[union] if scene.sometimes(0.2) else ASHA
    return [told(scene, change, by, Section188Served(union=union, release=releases[-1].position, channel=scene.chance.choice(CHANNELS)))]


def union_speaks(scene: Scene, change: Change) -> Drafts:
    union = scene.chance.choice(sorted(REPS))
    by = REPS[union] if scene.sometimes(0.7) else ASHA
    return [told(scene, change, by, UnionRepresentation(union=union, subject="other", point="Leave vacancies unfilled."))] if recognised(scene, union) else []


def hr1(scene: Scene, change: Change) -> Drafts:
    """For as many as are counted, or now and then for too few."""
    counted = next((one.by_statute for one in counts(scene.view(change.code)) if one.establishment == PLACE), 0)
    number = max(0, counted - 1) if scene.sometimes(0.15) else counted
    return [told(scene, change, ASHA, Hr1Received(establishment=PLACE, proposed_dismissals=number, copied_to_unions=True))]


def employee_speaks(scene: Scene, change: Change) -> Drafts:
    code = scene.chance.choice(change.people)
    by = change.person(code) if scene.sometimes(0.7) else BEN
    return [told(scene, change, by, EmployeeRepresentation(subject="other", point="Let me go part-time."), code)]


def _unanswered(scene: Scene, change: Change) -> Iterator[Act[Any]]:
    view = scene.view(change.code)
    answered = {one.body.representation for kind in (AnswerUnion, AnswerEmployee) for one in view.every(kind)}
    for kind in (UnionRepresentation, EmployeeRepresentation):
        yield from (said for said in view.every(kind) if said.position not in answered)


def answer_everyone(scene: Scene, change: Change) -> Drafts:
    by = scene.chance.choice((BEN, BEN, BEN, ASHA))
    drafts = []
    for said in _unanswered(scene, change):
        kind = AnswerUnion if isinstance(said.body, UnionRepresentation) else AnswerEmployee
        drafts.append(done(change, by, kind(representation=said.position, outcome="not accepted", reasons="It saves too little."), said.about))
    return drafts


def serve_answers(scene: Scene, change: Change) -> Drafts:
    view = scene.view(change.code)
    had = {one.body.letter for kind in (LetterServed, ReplyServed) for one in view.every(kind)}
    drafts = []
    for answer in view.every(AnswerUnion):
        said = view.at(UnionRepresentation, answer.body.representation)
        if answer.position not in had and said:
            drafts.append(told(scene, change, ASHA, ReplyServed(letter=answer.position, union=said.body.union, channel="by hand")))
    for answer in view.every(AnswerEmployee):
        if answer.position not in had:
            drafts.append(told(scene, change, ASHA, LetterServed(letter=answer.position, channel="by hand"), answer.about))
    return drafts


def complete(scene: Scene, change: Change) -> Drafts:
    view = scene.view(change.code)
    said = [one for kind in (UnionRepresentation, EmployeeRepresentation) for one in view.every(kind)]
    heard = tuple(Considered(representation=one.position, conclusion="Answered.") for one in said if scene.sometimes(0.97))
    return [done(change, BEN, CompleteConsultation(considered=heard, statement="Consultation is complete."))]


def form_pool(scene: Scene, change: Change) -> Drafts:
    pool = FormPool(
        pool=change.pool,
        establishment=PLACE,
        job=JOB,
        mode="everyone in the job at the establishment",
        method="points against the published criteria",
        order="fewest points first",
        because="The work is the same for all.",
    )
    favourite = scene.chance.choice(change.people) if scene.sometimes(0.15) else None
    return [done(change, BEN, pool), *(done(change, BEN, PlaceInPool(pool=change.pool), code) for code in change.people if code != favourite)]


def place_the_rest(scene: Scene, change: Change) -> Drafts:
    """Whoever was left out joins the pool, and is sent the criteria."""
    placed, published = {one.about for one in scene.view(change.code).every(PlaceInPool)}, scene.last(change, PublishCriteria)
    if not placed or published is None:
        return []
    late = [code for code in change.people if code not in placed]
    return [draft for code in late for draft in (done(change, BEN, PlaceInPool(pool=change.pool), code), *served(scene, change, published, code))]


def met(scene: Scene, change: Change, code: str, purpose: Any) -> Drafts:
    outcome = scene.chance.choice(("held",) * 8 + ("refused", "absent"))
    return [told(scene, change, ASHA, Meeting(purpose=purpose, outcome=outcome), code)]


def score(scene: Scene, change: Change, code: str) -> Drafts:
    seal = scene.last(change, SealCriteria)
    by = SAM if scene.sometimes(0.97) else TILL
    given = {one.body.criterion for one in scene.view(change.code).every(Score, code)}
    drafts = []
    for criterion in scene.world.pack.criteria if seal else ():
        if criterion.id not in given and scene.sometimes(0.99):
            points = scene.chance.randint(max(criterion.lowest, 2), min(criterion.highest, 4))
            assert seal is not None
            drafts.append(done(change, by, Score(seal=seal.position, criterion=criterion.id, points=points, reason="As the record shows."), code))
    return drafts


def break_tie(scene: Scene, change: Change) -> Drafts:
    tied = sorted(ordering(scene.view(change.code), change.pool, scene.world.context(change.code)).tied)
    return [done(change, BEN, RecordTieBreak(pool=change.pool, points=place + 1, reason="The interview."), code) for place, code in enumerate(tied)]


def select(scene: Scene, change: Change) -> Drafts:
    chosen = ordering(scene.view(change.code), change.pool, scene.world.context(change.code)).selected
    wrong = scene.sometimes(0.1)
    return [done(change, BEN, Select(pool=change.pool, selected=(code in chosen) is not wrong), code) for code in change.people]


def is_selected(scene: Scene, change: Change, code: str) -> bool:
    chosen = scene.last(change, Select, code)
    return chosen is not None and chosen.body.selected


def measures(scene: Scene, change: Change) -> Drafts:
    return [
        done(change, ASHA, ConsiderMeasure(measure=one, where=where, outcome="not adopted", reasons="None was found."))
        for one in scene.world.pack.setting("avoidance_measures")
        for where in WHERE
        if scene.sometimes(0.99)
    ]


def state_vacancies(scene: Scene, change: Change) -> Drafts:
    return [Draft("trust", StateVacancies(vacancies=tuple(open_vacancies(scene.bearing))), ASHA)]


def consider(scene: Scene, change: Change, code: str) -> Drafts:
    looked = tuple(Looked(vacancy=one, suitable=scene.sometimes(0.4), because="As discussed.") for one in open_vacancies(scene.bearing))
    return [done(change, ASHA, ConsiderVacancies(considered=looked), code)] if looked else []


def end_day(scene: Scene, change: Change) -> date:
    if change.ends_on < scene.world.today + DAY * 30:
        change.ends_on = min((end for end in TERM_ENDS if end > scene.world.today + DAY * 60), default=scene.world.today + DAY * 120)
    return change.ends_on - DAY * scene.chance.choice((0, 0, 0, 0, 0, 0, 1, 31))


def release_notice(scene: Scene, change: Change, code: str) -> Drafts:
    decision = scene.last(change, DecideDismissal, code)
    return [done(change, BEN, ReleaseNotice(decision=one.position, ends_on=one.body.ends_on, assume_last_known=True), code) for one in some(decision)]


def give_notice(scene: Scene, change: Change, code: str) -> Drafts:
    letter = scene.last(change, ReleaseNotice, code)
    return [told(scene, change, BEN, NoticeGiven(letter=one.position, ends_on=one.body.ends_on, given_by="ben"), code) for one in some(letter)]


def leave(scene: Scene, change: Change, code: str) -> Drafts:
    given = scene.last(change, NoticeGiven, code)
    if given is None:
        return []
    scene.world.wait_until(given.body.ends_on)
    return [_of(code, scene, EmploymentEnded(employment=f"{code}-1", because="Redundancy."), given.body.ends_on)]


def _of(code: str, scene: Scene, body: Body, day: date, actor: Actor = ASHA) -> Draft[Any]:
    return Draft("trust", body, actor, f"person-{code}", min(day, scene.world.today), PROOF)
