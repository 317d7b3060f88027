"""What a pack is made of, field by field, each with what is expected of it. How a pack is read and asked is in pack.py."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from evenhand.policy.register import known, nearest, require_a_home

T = TypeVar("T")
Favours = Literal["more", "less", "person"]
ClauseKind = Literal["duty", "gate", "right", "rule", "record", "fact"]
TRACKS = ("headcount-cut", "restructure", "closure", "outsourcing", "contract-variation", "fixed-term-expiry")

_VALUE = "a whole number, true or false, text in quotes, or a list of such texts"
_STAGE = "the name of the stage"
_CITES = 'the clause or ruling that says so, such as "PRO-4.2" or "Ruling R-1"'
_ID = "an id, in quotes"
_DAY = "a day such as 2026-09-02"
_RULES = "the ids of the rules that honour it"


def _require_track(name: str) -> str:
    if name not in TRACKS:
        raise ValueError(f"{name!r} is no track: {nearest(name, TRACKS)}")
    return name


def _require_plain_value(value: object) -> object:
    if isinstance(value, bool | int | str):
        return value
    if value and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise ValueError(f"{value!r:.80} is not {_VALUE}")


def _expected(what: str, **more: Any) -> Any:
    return Field(description=what, **more)


Words = Annotated[str, Field(min_length=1)]
RuleId = Annotated[str, known("rules", "rule of the software")]
StageName = Annotated[str, known("stages", "stage of the software")]
Office = Annotated[str, known("offices", "office of the software")]
ClauseId = Annotated[str, known("clauses", "clause of this pack")]
Citation = Annotated[str, known("citations", "clause or ruling of this pack")]
Points = Annotated[int, Field(ge=0, le=1000)]
Percent = Annotated[int, Field(ge=0, le=100)]
Table = Annotated[Mapping[str, T], AfterValidator(MappingProxyType)]


class Part(BaseModel):
    """Part of a pack: frozen, strict, and without fields that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)


class TrackStage(Part):
    """A stage of a track. Stages after the same one run beside each other."""

    stage: StageName = _expected(_STAGE)
    after: tuple[str, ...] = _expected("the stages that it comes after", default=())
    only_where: Words | None = _expected("which matters or people reach it, if not all do", default=None)


class Setting(Part):
    """A number or a choice that is the trust's own. Which way of changing it favours the employee is said here, its statutory floor in law."""

    value: Annotated[bool | int | str | tuple[str, ...], BeforeValidator(_require_plain_value)] = _expected(_VALUE)
    unit: Words = _expected("what the value is counted in, or 'choice'")
    favours: Favours = _expected("which way favours the employee: more, less, or person where somebody must decide")
    stage: StageName = _expected(_STAGE)
    clause: Citation = _expected(_CITES)
    note: Words | None = _expected("what the value leaves unsaid", default=None)


class Holders(Part):
    """The offices that hold a power."""

    offices: tuple[Office, ...] = _expected("the offices that hold it", min_length=1)
    clause: Citation = _expected(_CITES)


class Powers(Part):
    """Who may do what only some may do. A pack is silent on none of these: where its text is, a ruling speaks."""

    approve_in_principle: Holders = _expected("who approves a proposal before consultation opens")
    reply_to_representations: Holders = _expected("who answers what unions and employees put forward")
    seal_criteria: Holders = _expected("who fixes the selection criteria")
    dismiss: Holders = _expected("who decides a dismissal")
    depart_from_policy: Holders = _expected("who may depart from the policy, with reasons")


class Clause(Part):
    """A clause in our own words, with the rules that honour it, or why it is left to a person. One that a setting, power or ruling cites needs neither."""

    gist: Words = _expected("what the clause asks for, in your own words")
    kind: ClauseKind = _expected("duty, gate, right, rule, record or fact")
    rules: tuple[RuleId, ...] = _expected(_RULES, default=())
    left_to_a_person: Words | None = _expected("why no rule can honour it", default=None)


class Band(Part):
    """Points for work, or for a measured share, of one description. A share belongs here if it is over the one limit and up to the other."""

    lowest: Points = _expected("the fewest points in the band", alias="from")
    highest: Points = _expected("the most points in the band", alias="to")
    descriptor: Words = _expected("what earns these points, in your own words")
    over_percent: Percent | None = _expected("the share above which the band begins", default=None)
    up_to_percent: Percent | None = _expected("the share at which the band ends, itself included", default=None)


def _require_whole_scale(bands: tuple[Band, ...]) -> None:
    """From no limit to no limit, each band taking over where another ends: then every share, an edge included, has its points."""
    spans = sorted((-1 if band.over_percent is None else band.over_percent, 101 if band.up_to_percent is None else band.up_to_percent) for band in bands)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    if [-1, *ends] != [*starts, 101] or any(start >= end for start, end in spans):
        raise ValueError("the shares must begin without a lower limit, end without an upper one, and each band begin where another ends")


class Criterion(Part):
    """What people in a pool are scored on: every whole number of points from lowest to highest belongs to one band."""

    id: Words = _expected(_ID)
    name: Words = _expected("what it is called")
    clause: Citation = _expected(_CITES)
    weight: int = _expected("how many times its points count", ge=1)
    lowest: Points = _expected("the fewest points")
    highest: Points = _expected("the most points")
    bands: tuple[Band, ...] = _expected("its bands", min_length=1)

    @model_validator(mode="after")
    def _bands_meet(self) -> "Criterion":
        points = sorted(point for band in self.bands for point in range(band.lowest, band.highest + 1))
        if points != list(range(self.lowest, self.highest + 1)):
            raise ValueError(f"the bands give {points}: they must give each of {self.lowest} to {self.highest} once")
        if any(band.over_percent is not None or band.up_to_percent is not None for band in self.bands):
            _require_whole_scale(self.bands)
        return self


class TieBreak(Part):
    """What follows where equal points straddle the line between selected and not: said before anyone is scored."""

    process: Words = _expected("what decides between equal people, such as interview")
    against: Words = _expected("what they are judged against")
    clause: Citation = _expected(_CITES)


class Ruling(Part):
    """An answer, recorded, to what the text leaves open. It may bring rules into force of its own."""

    id: Words = _expected(_ID)
    clauses: tuple[ClauseId, ...] = _expected("the clauses that leave it open", min_length=1)
    question: Words = _expected("what they leave open")
    answer: Words = _expected("what is done")
    decided_by: Words = _expected("who decided it")
    decided_on: date = _expected(_DAY)
    because: Words = _expected("why")
    rules: tuple[RuleId, ...] = _expected(_RULES, default=())


def _require_order(track: tuple[TrackStage, ...]) -> tuple[TrackStage, ...]:
    """Each stage once and below all that it comes after: then no track runs in a circle, and its order is the order that it is written in."""
    faults, above = [], set[str]()
    for number, entry in enumerate(track):
        faults += [f"{entry.stage} comes after {before!r}, which does not stand above it" for before in entry.after if before not in above]
        if entry.stage in above:
            faults.append(f"{entry.stage} stands twice")
        if bool(entry.after) is (number == 0):
            faults.append(f"{entry.stage} stands {'first, so nothing comes before it' if number == 0 else 'below others, so say which it comes after'}")
        above.add(entry.stage)
    if faults:
        raise ValueError("; ".join(faults))
    return track


Track = Annotated[tuple[TrackStage, ...], Field(min_length=1), AfterValidator(_require_order)]
E = TypeVar("E", Criterion, Ruling)


def _require_each_id_once(entries: tuple[E, ...]) -> tuple[E, ...]:
    ids = [entry.id for entry in entries]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands twice: an id is for one entry")
    return entries


class Contents(Part):
    """All that a pack says."""

    id: Words = _expected(_ID)
    title: Words = _expected("what the policy calls itself")
    adopted_by: Words = _expected("who adopted it")
    adopted_on: date = _expected(_DAY)
    in_force_from: date = _expected(_DAY)
    review_due_on: date = _expected(_DAY)
    source: Words = _expected("which text it was made from, and what is uncertain about it")
    tracks: Annotated[Mapping[Annotated[str, AfterValidator(_require_track)], Track], AfterValidator(MappingProxyType)] = _expected(
        "the tracks, each a list of stages"
    )
    settings: Table[Setting] = _expected("the settings by name")
    powers: Powers = _expected("who holds which power")
    clauses: Annotated[Mapping[Annotated[str, AfterValidator(require_a_home)], Clause], AfterValidator(MappingProxyType)] = _expected("the clauses by id")
    criteria: Annotated[tuple[Criterion, ...], AfterValidator(_require_each_id_once)] = _expected("the selection criteria; [] if it has none")
    tie_break: TieBreak | None = _expected("what decides between equal people; null if the policy has no points")
    rulings: Annotated[tuple[Ruling, ...], AfterValidator(_require_each_id_once)] = _expected("the rulings; [] if there are none")
