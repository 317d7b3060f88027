"""How an act is cut into parts, each for one audience and about at most one person, and put together again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from evenhand.canonical.encoding import decode, encode
from evenhand.procedure.acts import HIDDEN_ACTOR, REGISTER, Act, ActKind, Actor, Evidence, MissingFact
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import OF_THE_PERSON, Audience, Office

SCHEMA = "evenhand/part/1"
_PART_FIELDS = {"about", "audience", "name", "schema", "value"}


@dataclass(frozen=True)
class Part:
    """A named piece of an act. Its bytes say for whom it is and about whom, so that neither can be changed later."""

    name: str
    audience: Audience
    about: str | None
    value: Mapping[str, Any]

    def content(self) -> bytes:
        """The bytes that are committed to."""
        return encode({"about": self.about, "audience": self.audience.value, "name": self.name, "schema": SCHEMA, "value": dict(self.value)})


def part_from(content: bytes) -> Part:
    """The part that these stored bytes are. Raises NotCanonical, KeyError or ValueError for any others."""
    stored = decode(content)
    if stored["schema"] != SCHEMA:
        raise KeyError(f"this part was written under {stored['schema']}, which this version cannot read")
    if stored.keys() != _PART_FIELDS:
        raise ValueError(f"a part has the fields {', '.join(sorted(_PART_FIELDS))} and no others; this one has {', '.join(sorted(stored))}")
    return Part(stored["name"], Audience(stored["audience"]), stored["about"], stored["value"])


@dataclass(frozen=True)
class Gap:
    """Where a part was: erased on a day, or withheld from this reader."""

    erased_on: date | None = None


class AbsentFigures(Mapping[str, Any]):
    """Stands for figures that were erased or are withheld: no rule may take them for none."""

    def __init__(self, erased_on: date | None) -> None:
        self._erased_on = erased_on

    def __getitem__(self, name: str) -> Any:
        raise MissingFact(f"figures.{name}", self._erased_on)

    def __iter__(self) -> Iterator[str]:
        raise MissingFact("figures", self._erased_on)

    def __len__(self) -> int:
        return 1  # so that it is not taken for empty


def envelope_audience(matter: str) -> Audience:
    """Who may know that an act exists, and its number: everyone who can see the matter."""
    return Audience.TRUST if matter == "trust" else Audience.PARTIES


def layout(kind: ActKind, matter: str, office: Office | None) -> list[tuple[str, Audience]]:
    """The name and audience of each part of an act of this kind, in order: the same for every act of the kind, so that neither the number of parts
    nor an empty one tells anything, and no act can hold two parts for one role. A correction has the layout of what it corrects.

    `office` is the actor's: who an employee is, is not for the parties. None where it is withheld.
    """
    all_, own = envelope_audience(matter), kind.audience
    named = Audience.PROTECTED if own is Audience.PROTECTED else all_
    by = Audience.PERSON if office is Office.EMPLOYEE and own is Audience.PARTIES else own
    envelope = [("place", all_), ("kind", named), ("actor", by), ("day", own), ("evidence", own), ("figures", own), ("basis", all_)]
    given = [("answers", seen_by) for seen_by in answer_audiences(matter)]
    return envelope + given + [("body", seen_by) for seen_by in sorted({own, *kind.field_audiences.values()})]


def answer_audiences(matter: str) -> tuple[Audience, ...]:
    """For whom gate answers may be: whoever sees the matter, HR alone, or those who may know protected facts."""
    return envelope_audience(matter), Audience.HR, Audience.PROTECTED


def parts_of(act: Act[Any], *, basis: Mapping[str, Any], answers: Mapping[Audience, list[dict[str, str]]], target: Act[Any] | None = None) -> list[Part]:
    """The parts of a judged act, in the order in which they are stored. `target` is the act that a correction corrects."""
    values: dict[tuple[str, Audience], Mapping[str, Any]] = {("answers", seen_by): {"answers": given} for seen_by, given in answers.items()}
    single = {
        "place": {"matter": act.matter, "number": act.number},
        "kind": {"kind": act.kind.name, "version": act.kind.version},
        "actor": _actor(act.actor),
        "day": {"happened_on": act.happened_on.isoformat(), "recorded_at": act.recorded_at.isoformat(), "elsewhere": act.elsewhere},
        "evidence": {"files": [[shown.name, shown.commitment] for shown in act.evidence]},
        "figures": {"figures": dict(act.figures or {})},
        "basis": dict(basis),
    }
    values |= {("body", seen_by): {"fields": fields} for seen_by, fields in _body_fields(act, target).items()}
    return [
        Part(name, audience, act.about if says_about_whom(name, audience) else None, single[name] if name in single else values.get((name, audience), {}))
        for name, audience in layout((target or act).kind, act.matter, act.actor.office)
    ]


def says_about_whom(name: str, audience: Audience) -> bool:
    """Whether such a part names whom the act is about: what it tells is of her, or is for her eyes, which only her name in it opens.

    Answers stand for a wider audience beside acts whose very kind is withheld: her name there would tell everyone that she is protected.
    """
    return name in ("evidence", "figures", "body") or audience in OF_THE_PERSON


def _actor(actor: Actor) -> dict[str, Any]:
    return {"person": actor.person, "office": actor.office.value, "union": actor.union, "authority": actor.authority}


def _body_fields(act: Act[Any], target: Act[Any] | None) -> dict[Audience, dict[str, Any]]:
    """The fields of the body, by audience. A correction's own fields travel with the widest part of what it corrects."""
    fields = act.body.model_dump(mode="json")
    audiences, own = act.kind.field_audiences, (target or act).kind.audience
    if target is not None:
        replaced = fields.pop("fields")
        fields["withdraws"] = replaced is None
        audiences = dict.fromkeys(fields, own) | {f"fields.{name}": seen_by for name, seen_by in target.kind.field_audiences.items()}
        fields |= {f"fields.{name}": value for name, value in (replaced or {}).items()}
    grouped: dict[Audience, dict[str, Any]] = {}
    for name, value in fields.items():
        grouped.setdefault(audiences[name], {})[name] = value
    return grouped


def act_from(position: int, parts: Sequence[Part | Gap]) -> Act[Any] | None:
    """The act that the parts make, whatever is missing; None if not even its matter, kind and day are here."""
    here: dict[str, list[Part]] = {}
    for part in parts:
        if isinstance(part, Part):
            here.setdefault(part.name, []).append(part)
    if not all(name in here for name in ("place", "kind", "day")):
        return None
    named = here["kind"][0].value
    kind = REGISTER[named["kind"]]
    if named["version"] != kind.version:
        raise KeyError(f"{kind.name} version {named['version']} is not known to this version of Evenhand")
    day, actor = here["day"][0].value, here.get("actor")
    given = [one for part in here.get("answers", ()) for one in part.value.get("answers", ())]
    return Act(
        position=position,
        matter=here["place"][0].value["matter"],
        number=here["place"][0].value["number"],
        body=_body(kind, here.get("body", []), _erased_on(parts)),
        actor=_actor_from(actor[0].value) if actor else HIDDEN_ACTOR,
        about=next((part.about for part in parts if isinstance(part, Part) and part.about), None),
        happened_on=date.fromisoformat(day["happened_on"]),
        recorded_at=datetime.fromisoformat(day["recorded_at"]),
        evidence=tuple(Evidence(name, commitment) for part in here.get("evidence", ()) for name, commitment in part.value["files"]),
        elsewhere=day["elsewhere"],
        figures=here["figures"][0].value["figures"] if "figures" in here else AbsentFigures(_erased_on(parts)),
        answers=tuple((one["rule"], one["answer"]) for one in given),
    )


def _erased_on(parts: Sequence[Part | Gap]) -> date | None:
    return next((gap.erased_on for gap in parts if isinstance(gap, Gap) and gap.erased_on), None)


def _actor_from(stored: Mapping[str, Any]) -> Actor:
    return Actor(stored["person"], Office(stored["office"]), stored["union"], stored["authority"])


def _body(kind: ActKind, parts: Sequence[Part], erased_on: date | None) -> Any:
    fields: dict[str, Any] = {}
    for part in parts:
        fields |= part.value.get("fields", {})
    if kind is Correct.kind:
        fields = _correction(fields)
    absent = kind.model.model_fields.keys() - fields.keys()
    return kind.body(fields, absent=absent, erased_on=erased_on)


def _correction(fields: dict[str, Any]) -> dict[str, Any]:
    """The correction's own fields, with those that it puts in place of another act's gathered again."""
    own = {name: value for name, value in fields.items() if "." not in name and name != "withdraws"}
    if "withdraws" in fields:
        replaced = {name.removeprefix("fields."): value for name, value in fields.items() if "." in name}
        own["fields"] = None if fields["withdraws"] else replaced
    return own
