"""What an attacker does to stored acts: changes a part, seals an act that the judge refused, moves acts about."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.gates import Answer
from evenhand.procedure.judge import Judged, judge_one
from evenhand.procedure.parts import Part, part_from
from evenhand.record.bundle import Bundle, HeldAct, Statement, StoredAct, StoredPart
from evenhand.record.bundle_file import shown
from tests.procedure.world import CHANGE, World
from tests.record.ledger import Ledger, sealed, stored


def parts_in(act: StoredAct) -> list[Part]:
    return [part_from(part.content) for part in act.parts if part.content is not None]


def resealed(act: StoredAct, parts: list[Part]) -> StoredAct:
    return StoredAct(act.position, tuple(sealed(part, act.position, place) for place, part in enumerate(parts)))


def with_part(act: StoredAct, name: str, **values: Any) -> StoredAct:
    """The act, sealed anew, the first part of that name holding other values."""
    parts = parts_in(act)
    place = next(place for place, part in enumerate(parts) if part.name == name)
    parts[place] = replace(parts[place], value={**parts[place].value, **values})
    return resealed(act, parts)


def moved(acts: list[StoredAct]) -> list[StoredAct]:
    """The same acts, counted anew."""
    return [StoredAct(position, act.parts) for position, act in enumerate(acts)]


def forged(world: World, draft: Draft[Any], **changes: Any) -> StoredAct:
    """The act that the draft would have been, sealed as if every gate had been satisfied. The world goes on as if it had been recorded."""
    world.now += timedelta(seconds=1)
    (refused,) = world.judged(draft).judged
    judged = judge_one(refused.act, world.folded.matters[draft.matter], world.context(draft.matter))
    satisfied = tuple(replace(one, answer=Answer.SATISFIED, reasons=()) for one in judged.answered)
    act: Act[Any] = replace(judged.act, answers=tuple((one.gate.rule, one.answer.value) for one in satisfied), **changes)
    lie = Judged(act, satisfied, (), judged.basis, judged.target)
    world.recorded.append(lie)
    world.folded.matters[act.matter].add(act)
    if act.kind.bears:
        world.folded.bearing.add(act)
    world.folded = replace(world.folded, size=world.folded.size + 1)
    return stored(lie)


def withheld(act: StoredAct, place: int) -> StoredAct:
    parts = list(act.parts)
    parts[place] = StoredPart(parts[place].commitment)
    return StoredAct(act.position, tuple(parts))


def signed_unread(ledger: Ledger, world: World) -> Bundle:
    """A whole bundle over acts that no honest ledger could read, signed by the key."""
    held = tuple(HeldAct(act.position, act.leaf, act.parts) for act in ledger.acts)
    numbers: dict[str, int] = {}
    for judged in world.recorded:
        numbers[judged.act.matter] = judged.act.number
    head = ledger.head()
    statement = Statement(None, CHANGE, numbers, shown(held), (world.pack.digest,), "").signed_by(ledger.key, head)
    return Bundle(held, head, (world.pack,), statement)
