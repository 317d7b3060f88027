"""The headcount cut as steps by name, so that a test stands just before one of them, with another left out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from evenhand.policy.pack import Pack
from evenhand.procedure.acts import Act, Body
from evenhand.procedure.amending import Confirm, Correct
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.pooling import PublishCriteria, sealed_for
from evenhand.procedure.change.selecting import DiscloseScores, Score, Select, ordering
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, PRIYA, PROOF, SAM, World, a_change, a_trust

Facts = tuple[tuple[str, Any], ...]
SMALL, LARGE = (3, 2), (21, 1)  # posts now and proposed: below the statute's threshold, and on it


@dataclass
class Case:
    """A world, the codes of those affected, and the one of them whom the points select first."""

    world: World
    people: list[str]
    ends_on: date = steps.ENDS_ON

    @property
    def leaver(self) -> str:
        return self.people[0]

    def last(self, kind: type[Body], about: str | None = None) -> Act[Any]:
        found = self.world.dossier().latest(kind, about)
        assert found is not None, f"no {kind.__name__} was recorded"
        return found


def hr1(case: Case) -> None:
    case.world.report(ASHA, Hr1Received(establishment="Saltings Academy", proposed_dismissals=20, copied_to_unions=True))


def meet(case: Case, purpose: str, people: Collection[str] = ()) -> None:
    for code in people or case.people:
        steps.meet(case.world, code, purpose)


def score(case: Case, code: str, total: int) -> None:
    """So many points in all, given in the order of the criteria, none left without its fewest."""
    seal = sealed_for(case.world.dossier(), steps.POOL)
    spare = total - sum(criterion.lowest for criterion in case.world.pack.criteria)
    drafts = []
    for criterion in case.world.pack.criteria:
        more = min(spare, criterion.highest - criterion.lowest)
        spare -= more
        body = Score(seal=seal.position, criterion=criterion.id, points=criterion.lowest + more, reason="As the record shows.")
        drafts.append(case.world.draft(SAM, body, about=code))
    case.world.do(*drafts)


def score_all(case: Case) -> None:
    for place, code in enumerate(case.people):
        score(case, code, 12 + place)


def disclose(case: Case, people: Collection[str] = ()) -> None:
    for code in people or case.people:
        steps.disclose(case.world, code)


def select(case: Case) -> None:
    order = ordering(case.world.dossier(), steps.POOL, case.world.context())
    for code in case.people:
        case.world.act(BEN, Select(pool=steps.POOL, selected=code in order.selected), about=code)


def decide(case: Case) -> None:
    steps.decide(case.world, case.leaver, case.ends_on)


def release(case: Case) -> None:
    decision = case.last(DecideDismissal, case.leaver)
    steps.release_notice(case.world, case.leaver, decision, case.ends_on)


def give(case: Case) -> None:
    steps.give_notice(case.world, case.leaver, case.last(ReleaseNotice, case.leaver), case.ends_on)


STEPS: dict[str, Callable[[Case], Any]] = {
    "review": lambda case: steps.review(case.world),
    "approve": lambda case: steps.approve(case.world),
    "serve the unions": lambda case: steps.serve_union(case.world),
    "warn": lambda case: steps.warn(case.world, case.people),
    "invite": lambda case: steps.invite(case.world, "consultation"),
    "hr1": lambda case: hr1(case) if len(case.people) > 19 else None,
    "represent": lambda case: steps.union_speaks(case.world),
    "answer": lambda case: steps.answer(case.world, steps.representations(case.world.dossier())[0]),
    "discuss": lambda case: steps.discuss(case.world),
    "complete": lambda case: steps.complete(case.world),
    "pool": lambda case: steps.form_pool(case.world, case.people),
    "publish": lambda case: case.world.act(BEN, PublishCriteria(pool=steps.POOL)),
    "send the criteria": lambda case: [steps.serve(case.world, case.last(PublishCriteria), about=code) for code in case.people],
    "seal": lambda case: steps.seal(case.world, case.last(PublishCriteria)),
    "meet first": lambda case: meet(case, "first"),
    "score": score_all,
    "disclose": disclose,
    "meet second": lambda case: meet(case, "second"),
    "invite again": lambda case: steps.invite(case.world, "selection"),
    "attest": lambda case: steps.attest(case.world),
    "select": select,
    "declare": lambda case: steps.declare(case.world, case.leaver),
    "list vacancies": lambda case: steps.vacancies(case.world, "V1"),
    "consider": lambda case: steps.consider(case.world, case.leaver),
    "meet on redeployment": lambda case: meet(case, "redeployment", [case.leaver]),
    "consult hr": lambda case: steps.consult(case.world, case.leaver),
    "meet before decision": lambda case: meet(case, "decision", [case.leaver]),
    "measures": lambda case: steps.measures(case.world),
    "decide": decide,
    "release": release,
    "give": give,
}


def standing_before(
    step: str,
    *,
    without: Collection[str] = (),
    size: tuple[int, int] = SMALL,
    pack: Pack | None = None,
    affected: Mapping[str, Any] | None = None,
    today: date = date(2026, 11, 2),
    ends_on: date = steps.ENDS_ON,
    **proposed: Any,
) -> Case:
    """Every step before this one taken, but for those left out. `affected` changes the first person's employment, `proposed` the proposal."""
    case = _stood(step, frozenset(without), size, pack, tuple((affected or {}).items()), today, ends_on, tuple(proposed.items()))
    return replace(case, world=case.world.copy())


@cache
def _stood(step: str, without: frozenset[str], size: tuple[int, int], pack: Pack | None, affected: Facts, today: date, ends_on: date, proposed: Facts) -> Case:
    world = a_trust(today, pack=pack)
    case = Case(world, a_change(world, *size, first=dict(affected), **dict(proposed)), ends_on)
    go_on(case, to=step, without=without)
    return case


def go_on(case: Case, *, to: str, since: str | None = None, without: Collection[str] = ()) -> None:
    """The steps from one (or from the first) up to another, that one left out."""
    names = list(STEPS)
    assert {to, *without, *([since] if since else [])} <= set(names), "there is no step of that name"
    for name in names[names.index(since) if since else 0 : names.index(to)]:
        if name not in without:
            STEPS[name](case)
        if name == "complete":
            case.world.wait_until(case.world.today + timedelta(days=1))  # or which came first, a notice or this, could not be told


def correct(world: World, target: Act[Any], *, by: Any = ASHA, confirmed_by: Any = PRIYA, on: date | None = None, **changes: Any) -> Act[Any]:
    """A correction of those fields, of the day, or a withdrawal if nothing is given; confirmed unless told otherwise."""
    fields = target.body.model_dump(mode="json") | changes if changes or on else None
    draft = world.draft(
        by,
        Correct(corrects=target.position, fields=fields, happened_on=on, because="It was entered wrongly."),
        matter=target.matter,
        about=target.about,
        happened_on=world.today,
        evidence=target.evidence or PROOF,
    )
    made = world.do(draft)[0]
    if confirmed_by:
        world.act(confirmed_by, Confirm(positions=(made.position,)), matter=target.matter)
    return made


def disclosed(case: Case, code: str) -> Act[Any]:
    return case.last(DiscloseScores, code)
