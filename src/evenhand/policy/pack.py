"""A policy pack: which rules a trust's own policy brings into force, in what order its stages stand, with which settings, and who may decide."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from evenhand.canonical.encoding import NotCanonical, encode
from evenhand.canonical.strict_yaml import UnreadableYaml, parse_yaml
from evenhand.policy.faults import PackRefused, sentences
from evenhand.policy.parts import Contents, Criterion, Powers, TieBreak, TrackStage
from evenhand.policy.register import nearest, register_for

PACKS = Path(__file__).parent / "packs"


class NotInPack(LookupError):
    """The pack says nothing of what was asked; the message names what it has."""


@dataclass(frozen=True, repr=False)
class Pack:
    """One policy, as its file had it. Two packs with the same digest say the same, and answer the same.

    Not decided here: whether a setting is below what the law allows; the law's floors are the law's.
    """

    contents: Contents = field(compare=False)
    canonical: bytes

    def __repr__(self) -> str:
        return f"<Pack {self.id} {self.digest[:12]}>"

    @property
    def id(self) -> str:
        """What the pack is called wherever it is pinned."""
        return self.contents.id

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hex, of the canonical encoding of what the file says: neither comments nor the order of names change it."""
        return sha256(self.canonical).hexdigest()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The selection criteria, in the order that people are shown them."""
        return self.contents.criteria

    @property
    def tie_break(self) -> TieBreak | None:
        """What decides between people with equal points; None where the policy has no points."""
        return self.contents.tie_break

    @property
    def rules(self) -> frozenset[str]:
        """Every rule that a clause or a ruling maps."""
        return frozenset(self._clauses_by_rule)

    def clauses_for(self, rule_id: str) -> tuple[str, ...]:
        """The clauses that ask for the rule, in the order of their numbers, then the rulings that do; none if the pack does not map it."""
        return self._clauses_by_rule.get(rule_id, ())

    def setting(self, name: str) -> Any:
        """The setting's value: a whole number, true or false, text, or several texts. Raises NotInPack."""
        if name not in self.contents.settings:
            raise self._lacks("setting", name, self.contents.settings)
        return self.contents.settings[name].value

    def track(self, name: str) -> tuple[TrackStage, ...]:
        """The track's stages, in order, each with those that it comes after. Raises NotInPack."""
        if name not in self.contents.tracks:
            raise self._lacks("track", name, self.contents.tracks)
        return self.contents.tracks[name]

    def stages(self, track: str) -> tuple[str, ...]:
        """The names of the track's stages, in order; those that only some reach are among them. Raises NotInPack."""
        return tuple(entry.stage for entry in self.track(track))

    def holders(self, power: str) -> frozenset[str]:
        """The offices that hold the power. Raises NotInPack for what is no power at all."""
        if power not in Powers.model_fields:
            raise self._lacks("power", power, Powers.model_fields)
        return frozenset(getattr(self.contents.powers, power).offices)

    @cached_property
    def _clauses_by_rule(self) -> dict[str, tuple[str, ...]]:
        clauses = [(clause, entry.rules) for clause, entry in self.contents.clauses.items()]
        rulings = [(f"Ruling {ruling.id}", ruling.rules) for ruling in self.contents.rulings]
        found: dict[str, tuple[str, ...]] = {}
        for citation, rules in [*sorted(clauses, key=_in_number_order), *rulings]:
            for rule in dict.fromkeys(rules):
                found[rule] = (*found.get(rule, ()), citation)
        return found

    def _lacks(self, what: str, name: str, known: Collection[str]) -> NotInPack:
        return NotInPack(f"The pack {self.id} has no {what} {name!r}: {nearest(name, known)}.")


def _in_number_order(clause: tuple[str, Any]) -> list[str | int]:
    """PRO-4.2 before PRO-4.10."""
    return [int(part) if place % 2 else part for place, part in enumerate(re.split(r"([0-9]+)", clause[0]))]


@cache
def known_packs() -> Mapping[str, Path]:
    """The packs that come with Evenhand: where each lies, by id."""
    return MappingProxyType({path.stem: path for path in sorted(PACKS.glob("*.yaml"))})


def load_pack(
    name_or_path: str | Path,
    *,
    rule_ids: Collection[str] | None = None,
    stages: Collection[str] | None = None,
    offices: Collection[str] | None = None,
) -> Pack:
    """
    The pack of that id, if it comes with Evenhand, or in that file.

    Whichever of the software's rules, stages and offices are given, a pack that names another is refused. Raises PackRefused with every problem.
    """
    path = known_packs().get(str(name_or_path), Path(name_or_path))
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise PackRefused([f"{name_or_path} is neither a file nor a pack that comes with Evenhand: {nearest(str(name_or_path), known_packs())}."]) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise PackRefused([f"{path.name} cannot be read: {getattr(fault, 'strerror', None) or fault}."]) from fault
    return parse_pack(text, path.name, rule_ids=rule_ids, stages=stages, offices=offices)


def parse_pack(
    text: str,
    name: str,
    *,
    rule_ids: Collection[str] | None = None,
    stages: Collection[str] | None = None,
    offices: Collection[str] | None = None,
) -> Pack:
    """The pack that the text of a file called `name` holds; `Pack.canonical`, decoded, is such a text too. Raises as `load_pack` does."""
    try:
        content = _with_days_as_text(parse_yaml(text, name))
        canonical = encode(content)
    except UnreadableYaml as fault:
        raise PackRefused([f"{fault}."]) from fault
    except NotCanonical as fault:
        raise PackRefused([f"{name}: {problem}." for problem in fault.problems]) from fault
    register = register_for(content, rule_ids=rule_ids, stages=stages, offices=offices)
    try:
        return Pack(Contents.model_validate_json(canonical, context=register), canonical)
    except ValidationError as fault:
        raise PackRefused(sentences(fault.errors(), text, name)) from fault


def unbuilt_stages(pack: Pack, track: str, built: Collection[str]) -> tuple[str, ...]:
    """The track's stages that the software does not have yet, in order."""
    return tuple(stage for stage in pack.stages(track) if stage not in built)


def refused_from(pack: Pack, track: str, built: Collection[str]) -> str | None:
    """The first stage of the track that the software does not have yet: from there on the pack is refused. None if it has them all."""
    return next(iter(unbuilt_stages(pack, track, built)), None)


def _with_days_as_text(value: Any) -> Any:
    """The same with each day in ISO form: a day has no canonical bytes of its own."""
    if isinstance(value, dict):
        return {key: _with_days_as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_days_as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
