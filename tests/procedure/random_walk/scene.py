"""Who acts in a random procedure, and what its moves are chosen from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from evenhand.procedure.acts import Act, Actor, Body, Draft
from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import LetterServed
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import RecogniseUnion
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, PRIYA, PROOF, SAM, World

Drafts = list[Draft[Any]]
PLACE, JOB = "Saltings Academy", "TA2"
TILL = Actor("till", Office.ASSESSOR)  # scores as well as Sam
GMB = Actor("gwen", Office.UNION_REPRESENTATIVE, union="GMB")
TRINA = Actor("trina", Office.TRUSTEE)
STAFF = (ASHA, PRIYA, CORA, BEN, CEO, SAM, TRINA)
REPS = {"UNISON": CARYS, "GMB": GMB}
SIZES = (1, 1, 1, 2, 2, 3, 19, 20, 20, 21, 99, 100, 100)  # how many are to go: both sides of each number of the statute
CHANNELS = ("by hand",) * 8 + ("post", "e-mail")
DAY = timedelta(days=1)


TERM_ENDS = (date(2026, 12, 31), date(2027, 4, 30), date(2027, 8, 31))


@dataclass
class Change:
    """One change under way: its code, its people, when its dismissals are to take effect, and which of its steps are still to be taken."""

    code: str
    people: list[str]
    pool: str
    ends_on: date
    to_do: list["Step"] = field(default_factory=list)
    taken: list["Step"] = field(default_factory=list)

    def person(self, code: str) -> Actor:
        return Actor(f"person-{code}", Office.EMPLOYEE)


@dataclass
class Scene:
    """What moves are chosen from: the world as it stands, and chance."""

    world: World
    chance: Random
    changes: list[Change] = field(default_factory=list)

    def view(self, matter: str) -> Dossier:
        return Dossier(self.world.folded.matters[matter], on=self.world.today)

    @property
    def bearing(self) -> Dossier:
        return Dossier(self.world.folded.bearing, on=self.world.today)

    def last(self, change: Change, kind: type[Body], about: str | None = None) -> Act[Any] | None:
        return self.view(change.code).latest(kind, about)

    def sometimes(self, share: float) -> bool:
        return self.chance.random() < share

    def recently(self, within: int = 0) -> date:
        """Today, as a rule; sometimes an earlier day."""
        return self.world.today - DAY * (self.chance.randint(0, within or 30) if self.sometimes(0.15 if not within else 1) else 0)


Move = Callable[[Scene, Change], Drafts]


@dataclass
class Step:
    """A step of the change: what it puts, and whether it can be put yet."""

    name: str
    puts: Move


def done(change: Change, actor: Actor, body: Body, about: str | None = None) -> Draft[Any]:
    return Draft(change.code, body, actor, about)


def told(scene: Scene, change: Change, actor: Actor, body: Body, about: str | None = None) -> Draft[Any]:
    """A report, mostly of today and mostly with its proof."""
    return Draft(change.code, body, actor, about, scene.recently(), PROOF if scene.sometimes(0.95) else ())


def served(scene: Scene, change: Change, letter: Act[Any] | None, about: str) -> Drafts:
    """The letter reaches whom it is for; she says so herself, now and then."""
    if letter is None:
        return []
    by = change.person(about) if scene.sometimes(0.2) else ASHA
    return [told(scene, change, by, LetterServed(letter=letter.position, channel=scene.chance.choice(CHANNELS)), about)]


def some(found: Act[Any] | None) -> list[Act[Any]]:
    return [found] if found else []


def recognised(scene: Scene, union: str) -> bool:
    return any(known.body.union == union for known in scene.bearing.every(RecogniseUnion))
