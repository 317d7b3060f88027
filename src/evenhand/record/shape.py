"""Whether what is shown of an act has the shape of its kind: each part in its place, for its audience, with the fields that are declared and no others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from evenhand.procedure.acts import REGISTER, ActKind
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.gates import Answer
from evenhand.procedure.parts import Gap, Part, layout, says_about_whom
from evenhand.record.reading import ReadAct

Layout = tuple[tuple[str, Audience], ...]
Sees = Callable[[Audience], bool]

_TEXT_OR_NONE = (str, type(None))
_HOLDS: dict[str, dict[str, tuple[type, ...]]] = {
    "place": {"matter": (str,), "number": (int,)},
    "kind": {"kind": (str,), "version": (int,)},
    "actor": {"person": (str,), "office": (str,), "union": _TEXT_OR_NONE, "authority": (int, type(None))},
    "day": {"happened_on": (str,), "recorded_at": (str,), "elsewhere": (bool,)},
    "evidence": {"files": (list,)},
    "figures": {"figures": (dict,)},
    "basis": {"known_at": (int,), "law": (str,), "pack": _TEXT_OR_NONE, "calendars": (str,), "version": (str,)},
    "answers": {"answers": (list,)},
}
_ANSWERED, _BREACHED = {"rule", "answer"}, {"rule", "answer", "breach", "exposure", "because"}
_ANSWERS = [answer.value for answer in Answer]


def problems_of_shape(read: ReadAct, target: ActKind | None, sees: Sees) -> Iterator[str]:
    """Each way in which the parts are not those of such an act. `target` is the kind of what it corrects; None where that is unknown, or it does not.

    `sees` says which audiences the holder is in: what is withheld of an act whose kind is not told must be what some kind of act would withhold.
    """
    amiss = list(_values_amiss(read))
    if amiss:
        yield from amiss
        return
    possible = _possible(read, target)
    fitting = [places for places in possible if _fits(places, read.parts)]
    if not fitting:
        yield from _misfits(possible[0], read.parts) if len(possible) == 1 else ("its parts are those of no kind of act that it could be",)
    elif len(possible) > 1 and not read.is_opaque and not fitting_kinds(read, sees):
        yield "what is withheld of it is more than any kind of act that it could be withholds from this holder"
    elif read.kind is not None:
        yield from _fields_amiss(read, target)
    yield from _people_amiss(read)


def places_of(read: ReadAct, target: ActKind | None) -> Layout | None:
    """The name and audience at each of its places, if that much of it is known."""
    possible = _possible(read, target)
    return possible[0] if len(possible) == 1 else None


def fitting_kinds(read: ReadAct, sees: Sees) -> set[str]:
    """The kinds that an act could be or, if it is a correction, correct: those whose parts would stand and be withheld so from a holder who `sees`."""
    return {
        kind.name
        for kind, places in _candidates(read)
        if _fits(places, read.parts) and not any(_is_withheld(part) and sees(seen_by) for (_, seen_by), part in zip(places, read.parts, strict=True))
    }


def _is_withheld(part: Part | Gap) -> bool:
    return isinstance(part, Gap) and part.erased_on is None


def _possible(read: ReadAct, target: ActKind | None) -> list[Layout]:
    if read.kind is not None and (read.kind is not Correct.kind or target is not None):
        return [_layout(target or read.kind, read.matter == "trust", _is_by_an_employee(read))]
    return [places for _, places in _candidates(read)]


def _candidates(read: ReadAct) -> list[tuple[ActKind, Layout]]:
    unnamed = (
        one for one in REGISTER.values() if read.is_opaque or one.name.startswith("trust.") is (read.matter == "trust") or one.name.startswith("record.")
    )
    kinds = [one for one in unnamed if read.kind is Correct.kind or read.is_opaque or one.audience is Audience.PROTECTED]
    of_the_trust = {True, False} if read.is_opaque else {read.matter == "trust"}
    return [(kind, _layout(kind, trusts, _is_by_an_employee(read))) for kind in kinds for trusts in of_the_trust]


def _is_by_an_employee(read: ReadAct) -> bool:
    """Whether an employee acted, or may have: who she is can be withheld where every other actor is told."""
    actor = next((part for part in read.parts if isinstance(part, Part) and part.name == "actor"), None)
    return actor is None or actor.value["office"] == Office.EMPLOYEE


@cache
def _layout(kind: ActKind, of_the_trust: bool, by_employee: bool) -> Layout:
    return tuple(layout(kind, "trust" if of_the_trust else "", Office.EMPLOYEE if by_employee else None))


def _fits(places: Layout, parts: Sequence[Part | Gap]) -> bool:
    return len(places) == len(parts) and all(
        isinstance(part, Gap) or (part.name == name and part.audience is audience) for (name, audience), part in zip(places, parts, strict=True)
    )


def _misfits(places: Layout, parts: Sequence[Part | Gap]) -> Iterator[str]:
    if len(places) != len(parts):
        yield f"it has {len(parts)} parts; such an act has {len(places)}"
        return
    for place, ((name, audience), part) in enumerate(zip(places, parts, strict=True)):
        if isinstance(part, Part) and (part.name, part.audience) != (name, audience):
            yield f"its part {place} is {part.name} for {part.audience.value}; such an act has {name} for {audience.value} there"


def _values_amiss(read: ReadAct) -> Iterator[str]:
    for place, part in enumerate(read.parts):
        holds = _HOLDS.get(part.name) if isinstance(part, Part) else None
        if holds is not None and isinstance(part, Part):
            if part.value.keys() != holds.keys() or any(type(part.value[name]) not in types for name, types in holds.items()):
                yield f"its part {place}, {part.name}, holds {dict(part.value)!r:.120}, and not {_listed(holds)} alone"
            elif part.name == "answers":
                yield from _answers_amiss(place, part)


def _fields_amiss(read: ReadAct, target: ActKind | None) -> Iterator[str]:
    for place, part in enumerate(read.parts):
        if isinstance(part, Part) and part.name == "body":
            yield from _body_amiss(place, part, read, target)


def _answers_amiss(place: int, part: Part) -> Iterator[str]:
    for one in part.value["answers"]:
        if not isinstance(one, dict) or one.keys() not in (_ANSWERED, _BREACHED) or type(one["rule"]) is not str or one["answer"] not in _ANSWERS:
            yield f"its part {place} holds {one!r:.80}, which is no gate's answer"


def _body_amiss(place: int, part: Part, read: ReadAct, target: ActKind | None) -> Iterator[str]:
    assert read.kind is not None
    declared = _correction_fields(part, target) if read.kind is Correct.kind else _declared(read.kind, part.audience)
    if declared is None:
        return
    fields = part.value.get("fields", {})
    if not isinstance(fields, dict) or part.value.keys() - {"fields"}:
        yield f"its part {place} is no body: it holds {_listed(part.value)}"
    elif fields.keys() != declared:
        yield f"its part {place}, for {part.audience.value}, holds the fields {_listed(fields)}; declared for them are {_listed(declared)}"


@cache
def _declared(kind: ActKind, audience: Audience) -> frozenset[str]:
    return frozenset(name for name, seen_by in kind.field_audiences.items() if seen_by is audience)


def _correction_fields(part: Part, target: ActKind | None) -> frozenset[str] | None:
    """What a correction's part may hold; None where that cannot be told, because what it corrects is not here."""
    if target is None:
        return None
    fields = part.value.get("fields", {})
    own = frozenset(Correct.model_fields) - {"fields"} | {"withdraws"} if part.audience is target.audience else frozenset[str]()
    withdraws = fields.get("withdraws", not fields) if isinstance(fields, dict) else False
    return own if withdraws else own | {f"fields.{name}" for name in _declared(target, part.audience)}


def _people_amiss(read: ReadAct) -> Iterator[str]:
    abouts = {part.about for part in read.parts if isinstance(part, Part) and says_about_whom(part.name, part.audience)}
    if len(abouts) > 1:
        yield f"its parts are about more than one person: {', '.join(sorted(str(about) for about in abouts))}"
    if any(part.about for part in read.parts if isinstance(part, Part) and not says_about_whom(part.name, part.audience)):
        yield "a part that is for everyone who sees the matter says whom it is about"
    if read.kind is not None and read.kind.concerns_a_person and abouts == {None}:
        yield "it does not say whom it is about"


def _listed(names: Mapping[str, Any] | frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
