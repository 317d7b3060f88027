"""Folding a change from its stored bytes, and judging one bulk step on it: how the cost of one act grows with the number of people."""

from time import perf_counter
from typing import Any

from bench.a_large_change import to_the_second_meeting
from bench.measure import Measurement, fastest
from evenhand.procedure.change.selecting import Select, ordering
from evenhand.procedure.fold import Fold
from evenhand.procedure.judge import Judged
from evenhand.procedure.parts import act_from, part_from
from tests.procedure import thin_change as steps
from tests.procedure.world import BEN, World

FEW, MANY = 500, 5_000


def measurements() -> list[Measurement]:
    """Folding and bulk selection at 5,000 people beside the same at 500, per act: 1.0 is linear."""
    small, large = (_costs(people) for people in (FEW, MANY))
    return [
        Measurement(
            f"{name}, per act: {MANY:,} people to {FEW:,}", large[name][0] / small[name][0], "1.0 is linear", f"{small[name][1]:,} and {large[name][1]:,} acts"
        )
        for name in small
    ]


def _costs(people: int) -> dict[str, tuple[float, int]]:
    world, codes = to_the_second_meeting(people)
    contents = [_contents(judged) for judged in world.recorded]
    folding = fastest(lambda: Fold(act for act in map(_read, enumerate(contents)) if act))
    selecting, number = _selecting(world, codes)
    duties = fastest(world.duties)
    acts = len(contents)
    return {
        "folding from bytes": (folding / acts, acts),
        "judging one bulk selection": (selecting / number, number),
        "working out duties": (duties / acts, acts),
    }


def _contents(judged: Judged) -> list[bytes]:
    return [part.content() for part in judged.parts()]


def _read(stored: tuple[int, list[bytes]]) -> Any:
    position, contents = stored
    return act_from(position, [part_from(content) for content in contents])


def _selecting(world: World, codes: list[str]) -> tuple[float, int]:
    order = ordering(world.dossier(), steps.POOL, world.context())
    drafts = [world.draft(BEN, Select(pool=steps.POOL, selected=code in order.selected), about=code) for code in codes if code not in order.tied]
    began = perf_counter()
    judgement = world.judged(*drafts)
    took = perf_counter() - began
    if judgement.refused:
        raise AssertionError("the bulk selection was refused, so this measured something else")
    return took, len(drafts)
