"""A random procedure: played, and when it goes wrong, made as short as it will go and told as steps that a person can follow."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Draft
from evenhand.procedure.gates import GATES, Strength
from evenhand.procedure.trust.governing import Appoint, Found, RecogniseUnion
from tests.procedure.random_walk.meanwhile import MEANWHILE, confirm, depart_from
from tests.procedure.random_walk.path import MADE_GOOD, TOO_SOON, path
from tests.procedure.random_walk.scene import GMB, TERM_ENDS, TILL, TRINA, Change, Move, Scene
from tests.procedure.random_walk.taking import propose
from tests.procedure.random_walk.watch import Violation, Watched
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, PRIYA, SAM, World

STARTS_ON = date(2026, 9, 1)
_POSITIONS = {"release", "letter", "representation", "publication", "seal", "decision", "notice", "offer", "given", "told", "corrects", "position", "positions"}


@dataclass(frozen=True)
class Played:
    """One batch of a procedure: when it was put, what it was, and where in the ledger it came if it was taken."""

    at: datetime
    drafts: tuple[Draft[Any], ...]
    positions: tuple[int, ...] | None

    def __str__(self) -> str:
        who = self.drafts[0].actor
        said = "; ".join(_in_words(draft) for draft in self.drafts)
        return f"{day_in_words(self.at.date())}, {who.person} ({who.office.value}): {said}" + ("" if self.positions else "  [refused]")


def _in_words(draft: Draft[Any]) -> str:
    fields = ", ".join(f"{name}={value}" for name, value in draft.body.model_dump(mode="json", exclude_defaults=True).items() if len(str(value)) < 90)
    when = f" on {draft.happened_on}" if draft.happened_on else ""
    return f"{draft.kind.name}{' elsewhere' if draft.elsewhere else ''}{f' about {draft.about}' if draft.about else ''}{when} ({fields})"


class Procedure:
    """One random procedure from one seed: calm or troubled, orderly or not."""

    def __init__(self, seed: int, *, strict: bool = True) -> None:
        self.watched = Watched(World(STARTS_ON), strict)
        self.scene = Scene(self.watched.world, Random(seed))
        self.played: list[Played] = []
        self.trouble = self.scene.chance.choice((0.05, 0.2, 0.4))
        self.disorder = self.scene.chance.choice((0.0, 0.05, 0.2))

    def run(self, turns: int = 160) -> None:
        """Found the trust, propose one change or two, and go on for so many turns. Raises Violation."""
        for drafts in founding():
            self.put(drafts)
        for number in range(1 + self.scene.sometimes(0.25)):
            self._begin(number)
        for _ in range(turns if self.scene.changes else 0):
            self._turn()
        self.watched.ask_duties()

    def put(self, drafts: Sequence[Draft[Any]]) -> set[str] | None:
        """None if the batch was taken, else the rules that refused it."""
        size = self.watched.world.folded.size
        self.played.append(Played(self.watched.world.now, tuple(drafts), None))
        judgement = self.watched.put(drafts)
        if judgement.refused:
            return {given.gate.rule for one in judgement.judged for given in one.blocked}
        self.played[-1] = replace(self.played[-1], positions=tuple(range(size, size + len(drafts))))
        if self.scene.sometimes(0.03):
            self.watched.ask_duties(again=self.scene.sometimes(0.2))
        return None

    def _begin(self, number: int) -> None:
        chance = self.scene.chance
        people = [f"{'ab'[number]}{place}" for place in range(chance.choice((1, 2, 2, 3)))]
        change = Change(f"CH-{number + 1}", people, f"pool {number + 1}", date(2027, 1, 31) + timedelta(days=chance.choice((0, 28, 59, 89, 200))))
        if self.put(propose(self.scene, change)) is None:
            self.scene.changes.append(change)
            change.to_do = path(self.scene, change)

    def _turn(self) -> None:
        chance, world = self.scene.chance, self.watched.world
        if self.scene.sometimes(0.2):
            world.wait_until(world.today + timedelta(days=chance.choice((1, 1, 1, 2, 3, 20))))
        change = chance.choice(self.scene.changes)
        if self.scene.sometimes(self.trouble) or not change.to_do:
            self._try(chance.choices([move for _, move in MEANWHILE], [weight for weight, _ in MEANWHILE])[0], change)
        else:
            self._forward(change)
        if self.scene.sometimes(0.3):
            self._try(confirm, change)

    def _try(self, move: Move, change: Change) -> set[str] | None:
        drafts = move(self.scene, change)
        return self.put(drafts) if drafts else None

    def _forward(self, change: Change) -> None:
        """The next step that can be put, as a rule; if it is refused, what it lacks is made good, or the policy is departed from."""
        for step in list(change.to_do):
            if self.scene.sometimes(self.disorder):
                continue
            if drafts := step.puts(self.scene, change):
                refused_by = self.put(drafts)
                if refused_by is None:
                    change.to_do.remove(step)
                    change.taken.append(step)
                else:
                    self._mend(change, refused_by)
                return

    def _mend(self, change: Change, refused_by: set[str]) -> None:
        scene = self.scene
        of_policy = sorted(rule for rule in refused_by if rule in GATES and GATES[rule].strength is Strength.POLICY)
        if of_policy and scene.sometimes(0.15):
            self.put(depart_from(scene, change, scene.chance.choice(of_policy)))
        elif refused_by & TOO_SOON and scene.sometimes(0.5):
            change.ends_on = min(end for end in (*TERM_ENDS, date(2027, 12, 31)) if end > change.ends_on) if change.ends_on < TERM_ENDS[-1] else change.ends_on
        elif scene.sometimes(0.5):
            for _ in range(3):
                self._try(confirm, change)
        else:
            wanted = tuple(name for rule in sorted(refused_by) for name in MADE_GOOD.get(rule, ()))
            for step in change.taken:
                if wanted and step.name.startswith(wanted):
                    self._try(step.puts, change)
            self._try(confirm, change)


def founding() -> Iterator[list[Draft[Any]]]:
    """The trust, its offices, and its first union."""
    yield [Draft("trust", Found(trust="Marram Learning Trust", chief_executive=CEO.person, public_key="00"), CEO)]
    yield [Draft("trust", Appoint(office=who.office, union=who.union), CEO, who.person) for who in (ASHA, PRIYA, CORA, BEN, SAM, TILL, TRINA, CARYS, GMB)]
    yield [Draft("trust", RecogniseUnion(union="UNISON", staff_groups=("support",)), ASHA)]


def replayed(moves: Sequence[Played], *, strict: bool = True) -> Watched:
    """The same batches put again, those that are left out having left no trace. Raises Violation."""
    watched = Watched(World(STARTS_ON), strict)
    now_at: dict[int, int] = {}
    for move in moves:
        drafts = [_moved(draft, now_at) for draft in move.drafts]
        watched.world.now = max(watched.world.now, move.at)
        size = watched.world.folded.size
        taken = not watched.put(drafts).refused
        if taken and move.positions:
            now_at |= {old: size + place for place, old in enumerate(move.positions)}
        if taken:
            watched.ask_duties(again=False)
    watched.ask_duties()
    return watched


def _moved(draft: Draft[Any], now_at: dict[int, int]) -> Draft[Any]:
    """The draft naming acts by the positions that they have now."""
    fields = _renumbered(draft.body.model_dump(mode="json"), now_at)
    return replace(draft, body=type(draft.body).model_validate(fields))


def _renumbered(fields: dict[str, Any], now_at: dict[int, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            found[name] = _renumbered(value, now_at)
        elif name == "considered":
            found[name] = [_renumbered(one, now_at) for one in value if "representation" not in one or one["representation"] in now_at]
        elif name == "positions":
            found[name] = [now_at.get(one, 9999) for one in value]
        else:
            found[name] = now_at.get(value, 9999) if name in _POSITIONS and type(value) is int else value
    return found


def shortest(moves: list[Played], fails: Callable[[list[Played]], bool], tries: int = 600) -> list[Played]:
    """The moves with as many left out as can be, in pieces of half, a quarter and so on down to one."""
    size = max(1, len(moves) // 2)
    while tries > 0:
        place, shorter = 0, False
        while place < len(moves) and tries > 0:
            without = moves[:place] + moves[place + size :]
            tries -= 1
            if fails(without):
                moves, shorter = without, True
            else:
                place += size
        if size == 1 and not shorter:
            break
        size = max(1, size // 2)
    return moves


def violation_in(moves: Sequence[Played], *, strict: bool = True) -> Violation | None:
    try:
        replayed(moves, strict=strict)
    except Violation as found:
        return found
    except (AssertionError, ValueError, LookupError, TypeError):
        return None
    return None


def told_shortly(moves: list[Played], found: Violation, *, strict: bool = True) -> str:
    """The shortest sequence that goes wrong in the same way, as steps."""

    def same(some: list[Played]) -> bool:
        other = violation_in(some, strict=strict)
        return other is not None and other.label == found.label

    if same(moves):
        moves = shortest(moves, same)
        found = violation_in(moves, strict=strict) or found
    steps = "\n".join(f"  {number}. {move}" for number, move in enumerate(moves, 1))
    return f"{found}\nThe shortest sequence found:\n{steps}"
