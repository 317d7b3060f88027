"""One pass over a bundle's acts, in order: each checked against its leaf and its kind, derived again, and folded in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from evenhand.canonical.leaf import act_leaf
from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.audience import Audience, may_see
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.parts import Gap, Part
from evenhand.procedure.trust.keeping import DeclareRestore, Erase
from evenhand.record.bundle_file import Bundle, HeldAct
from evenhand.record.figures import Figure, Standing
from evenhand.record.folding import Forward, foldable
from evenhand.record.keys import Keys
from evenhand.record.reading import NotAnAct, ReadAct, read_act
from evenhand.record.rederiving import Rederiving, told_of_unread
from evenhand.record.shape import Layout, places_of, problems_of_shape
from evenhand.record.unseen import TRUST


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: with the act at a position, or with the bundle."""

    position: int | None
    says: str


@dataclass
class Walk:
    """What one pass found. `last` is the last running number of each matter, `withheld` the parts withheld of what is in the bundle's scope."""

    bundle: Bundle
    forward: Forward = field(default_factory=Forward)
    keys: Keys = field(default_factory=Keys)
    findings: list[Finding] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    restores: list[Act[DeclareRestore]] = field(default_factory=list)
    erased: dict[tuple[int, int], set[date]] = field(default_factory=dict)
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    withheld: int = 0
    _latest: datetime | None = None
    _codes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rederiving = Rederiving(self.forward, self.bundle.packs)

    @property
    def read_of_the_bearing(self) -> set[str]:
        """The kinds of act that what the bundle is of, and the trust's own matter, read of other matters."""
        read = self._rederiving.read_of_the_bearing
        return read.get(self.bundle.statement.matter, set()) | read.get(TRUST, set())

    def through(self) -> "Walk":
        """The pass, made."""
        for held in self.bundle.acts:
            self._take(held)
        return self

    def _take(self, held: HeldAct) -> None:
        read, wrong = self._read(held)

        def sees(audience: Audience) -> bool:
            return self._may_see(read, audience)

        target = self.forward.target_of(read)
        target_kind = target.kind if target else None
        wrong += problems_of_shape(read, target_kind, sees) if read.parts else ()
        sound = bool(read.parts) and not wrong
        act = foldable(read, target_kind) if sound else None
        places = places_of(read, target_kind) if sound else None
        wrong += self._number_amiss(read)
        wrong += self._hidden(read, places) if places else ()
        if act is not None:
            wrong += self._moment_amiss(act)
            self._note(act, wrong)
        if places:
            self._derive(read, act, target, places)
        self.findings += [Finding(held.position, says) for says in wrong]
        self.forward.add(read, act, sees)

    def _read(self, held: HeldAct) -> tuple[ReadAct, list[str]]:
        nothing = ReadAct(held.position, (), None, None, None, None)
        if not held.parts:
            return nothing, []
        if act_leaf([part.commitment for part in held.parts]) != held.leaf:
            return nothing, ["its parts do not make its leaf: a part was changed, added, dropped or moved"]
        try:
            return read_act(held.position, held.parts), []
        except NotAnAct as fault:
            return nothing, [str(fault)]

    def _number_amiss(self, read: ReadAct) -> list[str]:
        if read.matter is None or read.number is None:
            return []
        self.places[read.position] = read.matter, read.number
        expected = self.last.get(read.matter, 0) + 1
        self.last[read.matter] = max(read.number, expected)
        if read.number == expected:
            return []
        return [f"it is no. {read.number} of {read.matter}, where no. {expected} follows: an act was dropped, hidden, inserted or moved"]

    def _moment_amiss(self, act: Act[Any]) -> list[str]:
        before, self._latest = self._latest, max(act.recorded_at, self._latest or act.recorded_at)
        if before and act.recorded_at < before:
            return [f"it says that it was recorded at {act.recorded_at.isoformat()}, before an act that stands before it"]
        return []

    def _hidden(self, read: ReadAct, places: Layout) -> list[str]:
        """Parts withheld from a holder who may see them; those rightly withheld are counted."""
        in_scope = read.matter in (self.bundle.statement.matter, TRUST) or read.kind is None or read.kind.bears
        withheld = [spot for spot, part in enumerate(read.parts) if isinstance(part, Gap) and part.erased_on is None and in_scope]
        self.withheld += len(withheld)
        return [
            f"its part {spot}, {places[spot][0]}, is for {places[spot][1].value} and is withheld from a holder who may see it"
            for spot in withheld
            if self._may_see(read, places[spot][1])
        ]

    def _may_see(self, read: ReadAct, audience: Audience) -> bool:
        """Whether the holder is in the audience, in a matter that she sees at all; for whom it is, where that is told, counts."""
        seat, matter = self.bundle.statement.holder, self.bundle.statement.matter
        if seat is None:
            return True
        here = replace(seat, code=self._codes.get(read.matter or "", seat.code if read.matter == matter else None))
        about = next((part.about for part in read.parts if isinstance(part, Part) and part.about), None)
        return may_see(audience, about, here, announced=True, concerned=read.matter != TRUST)

    def _note(self, act: Act[Any], wrong: list[str]) -> None:
        if problem := self.keys.note(act):
            wrong.append(problem)
        match act.body:
            case DeclareRestore():
                self.restores.append(act)
            case Erase():
                for place in act.body.parts:
                    self.erased.setdefault((place.position, place.part), set()).add(act.happened_on)
            case Affect() if self.bundle.statement.holder and act.about and _is(act, self.bundle.statement.holder.person):
                self._codes[act.matter] = act.about

    def _derive(self, read: ReadAct, act: Act[Any] | None, target: Act[Any] | None, places: Layout) -> None:
        figures = self._rederiving.of(read, act, target, places) if act else told_of_unread(read)
        for figure in figures:
            self.figures.append(figure)
            if figure.standing is Standing.CONTRADICTED:
                self.findings.append(Finding(figure.position, f"{figure.name} is contradicted: {figure.says}"))


def _is(affected: Act[Affect], person: str) -> bool:
    try:
        return affected.body.person == person
    except MissingFact:
        return False


def erasures_amiss(acts: Sequence[HeldAct], declared: dict[tuple[int, int], set[date]]) -> list[Finding]:
    """Parts marked as erased that no act says were erased on that day, and parts said to be erased that are here."""
    found = []
    for act in acts:
        for spot, part in enumerate(act.parts):
            days = declared.get((act.position, spot), set())
            if part.erased_on and part.erased_on not in days:
                found.append(Finding(act.position, f"its part {spot} is marked as erased on {part.erased_on.isoformat()}, and no act says so"))
            elif part.content is not None and days:
                found.append(Finding(act.position, f"its part {spot} is said to have been erased, and is here"))
    return found
