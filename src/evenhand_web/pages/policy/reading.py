"""A policy pack as people read it: each clause with what honours it here, and what else the pack says of it."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.law.answers import sentence_case
from evenhand.policy.pack import Pack
from evenhand.policy.parts import Clause, Setting, TrackStage
from evenhand.procedure.duties import DUTIES
from evenhand.procedure.everything import BUILT_STAGES
from evenhand.procedure.gates import GATES

KINDS = {
    "duty": "Something is owed",
    "gate": "Something must come first",
    "right": "Somebody has a right",
    "rule": "How it is done",
    "record": "Something is put on record",
    "fact": "How things are",
}
FAVOURS = {"more": "More favours the employee", "less": "Less favours the employee", "person": "A person judges which way favours the employee"}


@dataclass(frozen=True)
class Honour:
    """A rule of the software's that honours a clause: its own words, whether it bars a step or is owed, and how strong it is."""

    rule: str
    says: str
    bars: bool
    strength: str


@dataclass(frozen=True)
class ClauseRead:
    """A clause as the page shows it. `cited_by`: what else on the page rests on it, as anchor and words."""

    number: str
    clause: Clause
    honours: tuple[Honour, ...]
    cited_by: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """What kind of clause it is, in words."""
        return KINDS[self.clause.kind]

    def text(self) -> str:
        """All its words, to be searched."""
        return " ".join([self.number, self.clause.gist, self.kind, self.clause.left_to_a_person or "", *(honour.says for honour in self.honours)])


def clauses(pack: Pack) -> Iterator[ClauseRead]:
    """Every clause, in the order of the policy."""
    citing = list(_citing(pack))
    for number, clause in sorted(pack.contents.clauses.items(), key=_in_reading_order):
        yield ClauseRead(number, clause, honours(clause.rules), tuple((place, words) for cited, place, words in citing if cited == number))


def _in_reading_order(clause: tuple[str, Clause]) -> tuple[bool, list[str | int]]:
    """PRO-4.2 before PRO-4.10, and appendices (A1, A2) after all that they are appended to: a pack's bytes do not keep the order of its file."""
    return bool(re.match("A[0-9]", clause[0])), [int(part) if place % 2 else part for place, part in enumerate(re.split(r"([0-9]+)", clause[0]))]


def settings(pack: Pack) -> list[tuple[str, Setting]]:
    """Every setting, in the order of the stages in which it counts."""
    stages = [entry.stage for track in pack.contents.tracks.values() for entry in track]
    return sorted(pack.contents.settings.items(), key=lambda named: stages.index(named[1].stage) if named[1].stage in stages else len(stages))


def _citing(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """What cites a clause: the clause, where that stands on the page, what it is called."""
    said = pack.contents
    yield from ((setting.clause, name, f"Setting: {named(name)}") for name, setting in said.settings.items())
    yield from ((held.clause, "powers", f"Who may decide: {named(power)}") for power, held in said.powers)
    yield from ((criterion.clause, f"criterion-{criterion.id}", f"Criterion: {criterion.name}") for criterion in said.criteria)
    if said.tie_break:
        yield said.tie_break.clause, "tie-break", "Where points are equal"
    yield from ((clause, anchor(f"Ruling {ruling.id}"), f"Ruling {ruling.id}") for ruling in said.rulings for clause in ruling.clauses)


def anchor(citation: str) -> str:
    """Where a clause or ruling stands on the page."""
    return citation.replace(" ", "-")


def honours(rules: tuple[str, ...]) -> tuple[Honour, ...]:
    """What those rules ask, in their own words."""
    return tuple(_honour(rule) for rule in rules)


def _honour(rule: str) -> Honour:
    if rule in GATES:
        return Honour(rule, first_sentence(GATES[rule].asks), True, GATES[rule].strength.value)
    return Honour(rule, first_sentence(DUTIES[rule].owes), False, DUTIES[rule].strength.value)


def first_sentence(rule: object) -> str:
    """The first sentence of what is written above a rule. A question under two rules is written once, within both."""
    written = inspect.getclosurevars(rule).nonlocals.get("asks", rule) if inspect.isfunction(rule) else rule
    paragraph = " ".join((inspect.getdoc(written) or "").split("\n\n")[0].split())
    return paragraph.split(". ")[0].removesuffix(".") + "."


def setting_in_words(setting: Setting) -> str:
    """The value as a page writes it, with its unit: '10 working days from receipt', 'Yes'."""
    value = setting.value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple):
        return "; ".join(each.replace("-", " ") for each in value)
    return str(value).replace("-", " ") if setting.unit == "choice" else f"{value} {setting.unit}"


def named(name: str) -> str:
    """The name of a setting, a track or a stage, as a page writes it."""
    return sentence_case(name.replace("_", " ").replace("-", " "))


def stage_in_words(entry: TrackStage) -> str:
    """A stage, after which it comes, for whom it is, and whether its steps are there yet."""
    after = f", after {' and '.join(entry.after)}" if entry.after else ""
    only = f", only where {entry.only_where}" if entry.only_where else ""
    missing = "" if entry.stage in BUILT_STAGES else ". Evenhand has no steps for it yet"
    return f"{named(entry.stage)}{after}{only}{missing}."
