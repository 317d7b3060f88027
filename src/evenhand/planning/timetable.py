"""The steps that are already known, in the order of the pack's track, each with the days that law or pack fixes and the rule that binds it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from evenhand.canonical.strict_yaml import read_yaml
from evenhand.planning.establishments import Establishment
from evenhand.planning.owed import Owed, in_force
from evenhand.policy.pack import Pack, refused_from
from evenhand.procedure.everything import BUILT_STAGES


@dataclass(frozen=True)
class Step:
    """One step; None where nothing fixes the day. `binding` is the rule that fixes it, or that asks for the step."""

    stage: str
    step: str
    earliest_on: date | None
    latest_on: date | None
    binding: str

    def as_json(self) -> dict[str, Any]:
        """As the plan's JSON and its table hold it."""
        return {"step": self.step, "stage": self.stage, "earliest": self.earliest_on, "latest": self.latest_on, "binding": self.binding}


def timetable(places: Sequence[Establishment], due: Iterable[Owed], pack: Pack, track: str, on: date) -> tuple[Step, ...]:
    """The known steps of the track. From the first stage that Evenhand does not have on, only those whose day is fixed are told.

    Elapsed days never complete consultation, so nothing after it has an earliest day. Raises NotInPack if the pack has no such track.
    """
    stages = pack.stages(track)
    refused = refused_from(pack, track, BUILT_STAGES)
    reached = stages[: stages.index(refused)] if refused else stages
    days = _days(places, list(due), on)
    collective = any(place.owed.duty for place in places)
    steps = []
    for stage, step, rule in _steps(collective):
        earliest, latest = days.get(rule, (None, None))
        if stage in stages and in_force(rule, pack) and (stage in reached or earliest or latest):
            steps.append(Step(stage, step, earliest, latest, rule))
    rank = _rank(pack, track)
    known = (step for step in steps if step.binding not in _ONLY_WITH_A_DAY or step.earliest_on or step.latest_on)
    return tuple(sorted(known, key=lambda step: rank[step.stage]))


def _rank(pack: Pack, track: str) -> dict[str, int]:
    """How many stages come before each: those that run beside each other rank alike, and their steps keep the order of procedure."""
    rank: dict[str, int] = {}
    for entry in pack.track(track):
        rank[entry.stage] = max((rank[before] + 1 for before in entry.after), default=0)
    return rank


_ONLY_WITH_A_DAY = ("statutory-notice-is-given", "teacher-notice-ends-on-a-term-end", "give-written-statement-and-pay", "last-clear-day-has-passed")


def _steps(collective: bool) -> Iterator[tuple[str, str, str]]:
    for entry in _known_steps():
        rule = entry.get("by_section_188") if collective and "by_section_188" in entry else entry.get("rule")
        if rule:
            yield entry["stage"], entry["step"], rule


@cache
def _known_steps() -> list[dict[str, str]]:
    steps: list[dict[str, str]] = read_yaml(Path(__file__).with_name("steps.yaml"))
    return steps


def _days(places: Sequence[Establishment], due: list[Owed], on: date) -> dict[str, tuple[date | None, date | None]]:
    """For each rule that fixes days, the first and the last."""
    by_rule: dict[str, list[date]] = {}
    for each in due:
        if each.due_on:
            by_rule.setdefault(each.rule, []).append(each.due_on)
    days: dict[str, tuple[date | None, date | None]] = {rule: (None, min(found)) for rule, found in by_rule.items()}
    begins_by = min((place.owed.consult_by for place in places if place.owed.consult_by), default=None)
    for rule in ("unavoidable-reviewed-before-consultation", "approved-before-consultation", "consult-unions"):
        days[rule] = (on, begins_by)
    if "notify-secretary-of-state" in days:
        days["notify-secretary-of-state"] = (on, days["notify-secretary-of-state"][1])
    first_notice = min(
        (found[0] for rule in ("statutory-notice-is-given", "teacher-notice-ends-on-a-term-end") if (found := sorted(by_rule.get(rule, [])))), default=None
    )
    for rule in ("consultation-genuinely-complete", "consultation-finished"):
        days[rule] = (None, first_notice)
    opens = max((place.earliest_dismissal_on for place in places if place.earliest_dismissal_on), default=None)
    days["last-clear-day-has-passed"] = (opens, None)
    return days
