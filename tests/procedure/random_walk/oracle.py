"""What law and policy require before an act, read from raw acts and written from the clauses: the steps that were missing when it was done.

Each step is named as the register names the rule, because departures and breaches name it so; nothing else is shared with the kernel.
LAW is section 1, 3 or 5 of the table of statutory facts; POL, PRO, A1 are clauses of the trust's policy; R its rulings.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.procedure.random_walk import consulting_steps, leaving_steps, redeploying_steps, selecting_steps
from tests.procedure.random_walk.counts import posts_to_go
from tests.procedure.random_walk.owed import discharges_a_duty_of_law
from tests.procedure.random_walk.raw import Raw, Reading, Record, Way, readings
from tests.procedure.random_walk.selecting_steps import points
from tests.procedure.random_walk.steps import BY_LAW, COMPLETE, RELEASE, STEPS, departed

WRITTEN_IN = (consulting_steps, selecting_steps, redeploying_steps, leaving_steps)  # importing them declares their steps


class Oracle:
    """Reads acts one by one, and says of each what was missing when it was recorded."""

    def __init__(self) -> None:
        self.record = Record()
        self.gave_way: set[int] = set()  # what an undertaking gave way to, as things were known then: that is not asked again

    def take(self, act: Raw, missing: frozenset[str]) -> None:
        """Add the act, with what was missing in it."""
        self.record.add(act)
        self.record.lacking[act.position] = missing
        view = next(readings(self.record, act.day, act.matter)) if act.kind in (RELEASE, COMPLETE, "change.disclose_scores") else None
        if view:
            self.record.noted[act.position] = points(view, act.about or "") if act.about else posts_to_go(view)

    def missing(self, act: Raw, today: date) -> frozenset[str]:
        """The steps missing in an act about to be recorded. A correction is asked for the day it speaks of, and for today."""
        self.gave_way.discard(act.position)
        if act.kind != "record.correct":
            return self._missing(act, act.day)
        target = self.record.at(act.fields["corrects"])
        if target is None or act.fields["fields"] is None:
            return frozenset()
        day = date.fromisoformat(act.fields["happened_on"]) if act.fields["happened_on"] else target.day
        made = replace(target, fields=act.fields["fields"], day=day)
        return self._missing(made, day, before=target.position) | self._missing(made, today)

    def missing_now(self, act: Raw) -> frozenset[str]:
        """The steps missing in an act recorded earlier, as it now stands, on all that has been learnt since of what was so when it was done: those that are
        missing whether or not what was told later on the same day came first."""
        stands = next((one for one in Reading(self.record, Way.WITH, date.max, act.matter).here(act.kind) if one.position == act.position), None)
        if stands is None:
            return frozenset()
        ways = (self._missing(stands, stands.day, act.position, told_after) for told_after in (False, True))
        return frozenset.intersection(*ways) - ({"undertaking-in-force"} if act.position in self.gave_way else set())

    def _missing(self, act: Raw, on: date, before: int | None = None, told_after: bool = False) -> frozenset[str]:
        found = set()
        views = list(readings(self.record, on, act.matter, before, told_after))
        asked = STEPS.get(act.kind, [])
        for view in views:
            found |= {name for name, missing in asked if name not in found and missing(view, act)}
        if any(held_back(view, act) for view in views):
            if not any(discharges_a_duty_of_law(view, act) for view in views):
                found.add("undertaking-in-force")
            elif before is None:
                self.gave_way.add(act.position)
        return frozenset(name for name in found if name in BY_LAW or not departed(views[0], name, act))


def held_back(r: Reading, act: Raw) -> bool:
    """Whether an undertaking in force names this step of a change. It never stops what the law requires, and the law requires what anyone reports it to."""
    return act.kind.startswith("change.") and any(_in_scope(r, given, act) for given in r.anywhere("dispute.undertaking_given"))


def _in_scope(r: Reading, given: Raw, act: Raw) -> bool:
    ended = any(end.fields["given"] == given.position and end.fields["union"] == given.fields["union"] for end in r.anywhere("dispute.undertaking_ended"))
    ends_on, matters = given.fields["ends_on"], given.fields["matters"]
    over = ended or (ends_on is not None and r.on > date.fromisoformat(ends_on))
    return not over and act.kind in given.fields["steps"] and (not matters or act.matter in matters)


def rules_known() -> Iterator[str]:
    yield from {name for asked in STEPS.values() for name, _ in asked} | {"undertaking-in-force"}
