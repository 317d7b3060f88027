"""The real judge and the oracle side by side: every batch is put to both, and what must always hold is asked after each that is taken."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from evenhand.policy.pack import load_pack
from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.audience import Audience
from evenhand.procedure.context import Context, Folded
from evenhand.procedure.duties import Duty, State, duties
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.judge import Judged, Judgement, judge_one, matter_kind
from evenhand.procedure.parts import act_from, part_from
from tests.procedure.random_walk.oracle import Oracle
from tests.procedure.random_walk.owed import Owed, owed
from tests.procedure.random_walk.raw import Raw, readings
from tests.procedure.random_walk.sentences import tells_what_is_protected, unreadable
from tests.procedure.world import World


class Violation(AssertionError):
    """What must always hold did not. `label` is what stays the same while the sequence is made shorter."""

    def __init__(self, label: str, says: str) -> None:
        super().__init__(f"{label}: {says}")
        self.label = label


def raw_of(draft: Draft[Any], position: int, today: date) -> Raw:
    """A draft or recorded act as the oracle reads it: nothing of what the kernel made of it goes along."""
    actor = draft.actor
    return Raw(
        position=position,
        matter=draft.matter,
        kind=draft.kind.name,
        fields=draft.body.model_dump(mode="json"),
        person=actor.person,
        office=actor.office.value,
        union=actor.union,
        about=draft.about,
        day=draft.happened_on or today,
        recorded_on=today,
        evidence=bool(draft.evidence),
        elsewhere=draft.elsewhere,
    )


@dataclass
class Watched:
    """A world that cannot do or refuse anything without the oracle being asked."""

    world: World
    strict: bool = True  # whether a refusal that no clause asks for is a violation too
    oracle: Oracle = field(default_factory=Oracle)
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    shadow: Folded = field(init=False)

    def __post_init__(self) -> None:
        self.shadow = Folded({}, Fold(), {self.world.pack.id: load_pack(self.world.pack.id)}, 0)

    def put(self, drafts: Sequence[Draft[Any]]) -> Judgement:
        """Put a batch to the judge, compare each answer with the oracle's, and record it if it is taken."""
        world = self.world
        world.now += timedelta(seconds=1)
        before = _sizes(world.folded)
        judgement = world.judged(*drafts)
        if _sizes(world.folded) != before:
            raise Violation("left as found", "judging changed the folds")
        self._compare(drafts, judgement)
        if judgement.refused:
            self.refused.update({given.gate.rule for one in judgement.judged for given in one.blocked})
            self.oracle.record.cut(world.folded.size)
        else:
            for one in judgement.judged:
                self._record(one)
        return judgement

    def _compare(self, drafts: Sequence[Draft[Any]], judgement: Judgement) -> None:
        for place, (draft, judged) in enumerate(zip(drafts, judgement.judged, strict=True)):
            raw = raw_of(draft, self.world.folded.size + place, self.world.today)
            if any(one.faults for one in judgement.judged[: place + 1]):
                _readable(fault for one in judgement.judged for fault in one.faults)
                return
            unmet, missing = {given.gate.rule for given in judged.unmet}, self.oracle.missing(raw, self.world.today)
            if missing - unmet:
                how = "is recorded without that breach" if draft.reported else "is missing that step"
                raise Violation(f"missed {sorted(missing - unmet)[0]}", f"{raw.kind} about {raw.about} {how}: {sorted(missing - unmet)}")
            if self.strict and unmet - missing:
                raise Violation(f"nobody asks {sorted(unmet - missing)[0]}", f"{raw.kind} about {raw.about}: {_reasons(judged, unmet - missing)}")
            self.oracle.take(raw, missing)
            _readable(text for given in judged.answered for reason in given.reasons for text in (reason.says, reason.do))
            if any(not (given.gate.cites or given.clauses) for given in judged.unmet):
                raise Violation("cites nothing", str([given.gate.rule for given in judged.unmet]))

    def _record(self, one: Judged) -> None:
        act, world = one.act, self.world
        world.folded = _with(world.folded, act)
        self.taken[act.kind.name] += 1
        for part in one.parts():
            if part.audience is not Audience.PROTECTED and (wrong := tells_what_is_protected(part.content().decode(errors="replace"))):
                raise Violation("tells what is protected", f"the part {part.name} of {act.kind.name}, for {part.audience.value}: {wrong}")
        again = act_from(act.position, [part_from(part.content()) for part in one.parts()])
        if again is None or _plainly(again) != _plainly(act):
            raise Violation("bytes", f"{act.kind.name} read back from its bytes is another act: {again} instead of {act}")
        self._replay(again)

    def _replay(self, act: Act[Any]) -> None:
        """Judge the act that was read back, on folds that were built from bytes alone."""
        now = act.recorded_at
        self.shadow.matters.setdefault(act.matter, Fold())
        context = self.shadow.context(act.matter, self.world.today, now)
        if act.kind.opens_matter:
            context = context.pinning(act.body)
        replayed = judge_one(act, self.shadow.matters[act.matter], context).act
        gave_way = [(rule, answer) for rule, answer in act.answers if answer.startswith("gives way")]
        told = {rule: answer for rule, answer in replayed.answers} | dict(gave_way)
        if told != dict(act.answers) or dict(replayed.figures or {}) != dict(act.figures or {}):
            raise Violation(
                "replay", f"{act.kind.name} at {act.position}: recorded {act.answers} {act.figures}; replayed {replayed.answers} {replayed.figures}"
            )
        self.shadow = _with(self.shadow, act)

    def ask_duties(self, *, again: bool = True) -> None:
        """Wherever the oracle says that a duty must stand, it does; and every duty says what it is. `again`: past acts are looked at anew as well."""
        for matter in self.world.folded.matters:
            if matter.startswith("CH"):
                found = self._duties(self.world.folded, matter)
                _readable(one.says for one in found)
                for one in found:
                    if one.audience is not Audience.PROTECTED and tells_what_is_protected(one.says):
                        raise Violation("tells what is protected", f"the duty {one.rule}, for {one.audience.value}: {one.says}")
                if again and found != self._duties(self.shadow, matter):
                    raise Violation("replayed duties", matter)
                self._ask(matter, {_known_as(one) for one in found if one.state is not State.DISCHARGED}, again)

    def _ask(self, matter: str, standing: set[tuple[str, str | None, int | None]], again: bool) -> None:
        for reading in readings(self.oracle.record, self.world.today, matter):
            for one in owed(reading):
                if (one.rule, one.whom, None) not in standing and (one.rule, one.whom, one.arose_from) not in standing:
                    raise Violation(f"not owed {one.rule}", f"{one} on {self.world.today}, {reading.way.value}")
        for one in self._to_be_reviewed(matter) if again else ():
            if (one.rule, one.whom, one.arose_from) not in standing:
                raise Violation(f"not reviewed {one.whom}", str(one))

    def _to_be_reviewed(self, matter: str) -> Iterator[Owed]:
        """What passed and, on what has been learnt of that day since, was missing a step: somebody must look at it again."""
        record = self.oracle.record
        reviewed = {(act.fields["position"], act.fields["rule"]) for act in record.acts if act.kind.startswith("record.review")}
        if not any(act.kind in ("record.correct", "record.dispute") or act.day < act.recorded_on for act in record.acts):
            return
        for act in record.acts:
            if act.matter == matter and act.kind.startswith("change."):
                for rule in self.oracle.missing_now(act) - record.lacking[act.position]:
                    if (act.position, rule) not in reviewed:
                        yield Owed("review-what-rests-on-a-changed-fact", rule, act.position)

    def _duties(self, folded: Folded, matter: str) -> list[Duty]:
        today = self.world.today
        dossier = Dossier(folded.matters[matter], on=today)
        context: Context = folded.context(matter, today, self.world.now)
        return duties(dossier, context, matter_kind(dossier))


def _with(folded: Folded, act: Act[Any]) -> Folded:
    folded.matters.setdefault(act.matter, Fold()).add(act)
    if act.kind.bears:
        folded.bearing.add(act)
    return Folded(folded.matters, folded.bearing, folded.packs, folded.size + 1)


def _plainly(act: Act[Any]) -> Act[Any]:
    """The act, its answers in one order whatever parts they lie in, and no figures told as none."""
    return replace(act, figures=act.figures or {}, answers=tuple(sorted(act.answers)))


def _sizes(folded: Folded) -> tuple[Any, ...]:
    folds = [*folded.matters.values(), folded.bearing]
    return tuple(
        (len(fold.acts), len(fold.unconfirmed), sum(map(len, fold.by_kind.values())), sum(map(len, fold.corrections.values()))) for fold in folds if fold.acts
    )


def _known_as(one: Duty) -> tuple[str, str | None, int | None]:
    """A duty as the oracle names it."""
    if one.rule == "review-what-rests-on-a-changed-fact":
        return one.rule, one.owed_to, one.arose_from
    whom = one.about or (one.owed_to.removeprefix("Secretary of State, for ") if one.rule != "invite-volunteers" else None)
    return one.rule, whom, one.arose_from if one.rule in ("reply-to-representations", "put-a-notice-right") else None


def _readable(texts: Any) -> None:
    for text in texts:
        if wrong := unreadable(text):
            raise Violation(f"unreadable {wrong}", text)


def _reasons(judged: Judged, rules: set[str]) -> list[str]:
    return [f"{given.gate.rule}: {reason.says}" for given in judged.unmet for reason in given.reasons if given.gate.rule in rules]
