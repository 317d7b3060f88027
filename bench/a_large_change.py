"""A change with many people, carried to selection by the real judge: about thirty acts a person."""

from typing import Any

from evenhand.procedure.acts import Draft
from evenhand.procedure.amending import Confirm
from evenhand.procedure.change.consulting import AnswerEmployee, EmployeeRepresentation
from evenhand.procedure.change.informing import LetterServed, WarnPerson
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.pooling import sealed_for
from evenhand.procedure.change.selecting import DiscloseScores, Score
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, PRIYA, PROOF, SAM, World, a_case, a_trust, an_employment


def to_the_second_meeting(people: int, **trust: Any) -> tuple[World, list[str]]:
    """A world in which everyone has been told, met, scored, shown the scores and met again; nobody is selected yet."""
    world = a_trust(**trust)
    codes = [f"k{place:05}" for place in range(people)]
    world.do(world.draft(ASHA, a_case(people, people - people // 10)), *(world.draft(ASHA, an_employment(code), about=code) for code in codes))
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    _serve(
        world,
        codes,
        {
            code: act.position
            for code, act in zip(codes, world.do(*(world.draft(BEN, WarnPerson(letter="At risk."), about=code) for code in codes)), strict=True)
        },
    )
    steps.invite(world, "consultation")
    steps.hr1(world, people)
    steps.answer(world, steps.union_speaks(world))
    _employees_speak(world, codes)
    steps.discuss(world)
    steps.complete(world)
    _pool(world, codes)
    _meet(world, codes, "first", "refused")
    _meet(world, codes, "first", "absent")
    _meet(world, codes, "first")
    _score(world, codes)
    disclosed = world.do(*(world.draft(BEN, DiscloseScores(pool=steps.POOL), about=code) for code in codes))
    _serve(world, codes, {code: act.position for code, act in zip(codes, disclosed, strict=True)})
    _meet(world, codes, "second")
    _meet(world, codes, "redeployment")
    steps.invite(world, "selection")
    steps.attest(world)
    return world, codes


def _pool(world: World, codes: list[str]) -> None:
    steps.form_pool(world, codes)
    published = world.act(BEN, steps.PublishCriteria(pool=steps.POOL))
    _serve(world, codes, dict.fromkeys(codes, published.position))
    steps.seal(world, published)


def _serve(world: World, codes: list[str], letters: dict[str, int]) -> None:
    _report(
        world, [world.draft(ASHA, LetterServed(letter=letters[code], channel="by hand"), about=code, happened_on=world.today, evidence=PROOF) for code in codes]
    )


def _employees_speak(world: World, codes: list[str]) -> None:
    said = EmployeeRepresentation(subject="reducing their number", point="Fewer hours for all.")
    spoken = world.do(*(world.draft(ASHA, said, about=code, happened_on=world.today) for code in codes))
    given = world.do(
        *(
            world.draft(BEN, AnswerEmployee(representation=act.position, outcome="not accepted", reasons="It would not save enough."), about=act.about)
            for act in spoken
        )
    )
    _serve(world, codes, {code: act.position for code, act in zip(codes, given, strict=True)})


def _meet(world: World, codes: list[str], purpose: str, outcome: str = "held") -> None:
    _report(world, [world.draft(ASHA, Meeting(purpose=purpose, outcome=outcome), about=code, happened_on=world.today, evidence=PROOF) for code in codes])


def _report(world: World, drafts: list[Draft[Any]]) -> None:
    """Each report confirmed by an act of its own, as people do who check one paper at a time."""
    acts = world.do(*drafts)
    world.do(*(world.draft(PRIYA, Confirm(positions=(act.position,))) for act in acts))


def _score(world: World, codes: list[str]) -> None:
    seal = sealed_for(world.dossier(), steps.POOL)
    for criterion in world.pack.criteria:
        points = range(criterion.lowest, criterion.highest + 1)
        world.do(
            *(
                world.draft(SAM, Score(seal=seal.position, criterion=criterion.id, points=points[place % len(points)], reason="As seen."), about=code)
                for place, code in enumerate(codes)
            )
        )
