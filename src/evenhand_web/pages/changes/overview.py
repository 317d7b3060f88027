"""The change page: where things stand, what is due, what is blocked and why, what can be done now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from evenhand.calendars.words import day_in_words
from evenhand.procedure.change.counting import counts
from evenhand.procedure.change.proposing import Affect, proposal
from evenhand.procedure.change.standing import DONE, NOW, stages_of
from evenhand.procedure.dispute.undertakings import undertakings_in_force
from evenhand.procedure.duties import Duty, State
from evenhand_web.pages.duties_seen import duties_of, is_open_to
from evenhand_web.pages.looking_otherwise import MAY_VIEW_AS
from evenhand_web.pages.naming import OFFICES, Names
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import STEPS
from evenhand_web.pages.steps.standing import StepStanding, standings

STATES = {State.OPEN: ("To do", "blue"), State.MISSED: ("Missed", "red"), State.DISCHARGED: ("Done", "")}
AT_MOST = 7


@dataclass(frozen=True)
class Overview:
    """What the change page shows to one seat."""

    matter: MatterSight
    names: Names

    @property
    def body(self) -> Any:
        """The proposal as it stands."""
        return proposal(self.matter.dossier).body

    @property
    def facts(self) -> list[str]:
        """The line under the change's name: its track, schools, policy and counts."""
        found = [self.body.track.replace("-", " ").capitalize(), ", ".join(dict.fromkeys(line.establishment for line in self.body.lines))]
        for count in counts(self.matter.dossier):
            found.append(f"Proposed dismissals at {count.establishment}: {count.by_policy} by policy, {count.by_statute} by statute")
        return found

    @property
    def stages(self) -> list[dict[str, str]]:
        """The stages for the line of progress."""
        return [
            {"text": one.stage.capitalize(), "state": {DONE: "done", NOW: "now"}.get(one.state, "cannot"), "note": "" if one.built else "not in Evenhand yet"}
            for one in stages_of(self.matter.dossier, self.matter.context)
        ]

    @property
    def stage_in_words(self) -> str:
        """The stages going on, as a phone shows them."""
        stages = self.stages
        now = [place for place, one in enumerate(stages, 1) if one["state"] == "now"]
        named = " and ".join(stages[place - 1]["text"].lower() for place in now)
        return f"Stage {now[0]} of {len(stages)}: {named}" if now else f"All of {len(stages)} stages that Evenhand has are done"

    @property
    def ways_of_looking(self) -> list[dict[str, str]]:
        """Links to look at the change otherwise; none where somebody does already."""
        if not self.matter.sight.may_act:
            return []
        code = self.matter.code
        found = [{"text": "See as it stood on a day", "href": reverse("otherwise:as_it_stood", args=[code])}]
        if self.matter.sight.seat.office in MAY_VIEW_AS:
            found.append({"text": "View as somebody else", "href": reverse("otherwise:view_as", args=[code])})
        return found

    def due(self) -> list[list[Any]]:
        """The duties that stand open or missed, the sooner due first: By when, What, Who owes it, Rule, State."""
        owed = [one for one in duties_of(self.matter) if one.state is not State.DISCHARGED]
        return [self._row(one) for one in owed]

    def _row(self, owed: Duty) -> list[Any]:
        state, colour = STATES[owed.state]
        says = self.names.named(owed.says)
        rule = "; ".join([*(f"policy {clause}" for clause in owed.clauses), owed.cites])
        when = day_in_words(owed.due_on) if owed.due_on else "No day is set"
        return [
            when,
            says,
            OFFICES[owed.owner][0].upper() + OFFICES[owed.owner][1:],
            rule,
            {"text": state, "tag": colour, "exposure": owed.exposure if colour == "red" else ""},
        ]

    def undertakings(self) -> list[Any]:
        """The undertakings in force that hold back a step of this change."""
        given = undertakings_in_force(self.matter.sight.bearing, self.matter.sight.on)
        here = [one for one in given if not one.body.matters or self.matter.code in one.body.matters]
        return [one for one in here if is_open_to(self.matter, one.kind.audience, one.about)]

    @property
    def people(self) -> int:
        """How many people are affected."""
        return len({one.about for one in self.matter.dossier.every(Affect)})

    def key_dates(self) -> list[dict[str, Any]]:
        """The days that the proposal and the law fix."""
        found = [{"key": "First dismissal proposed", "value": day_in_words(self.body.first_dismissal_on)}]
        return [*found, {"key": "Last dismissal proposed", "value": day_in_words(self.body.last_dismissal_on)}]


@dataclass(frozen=True)
class Standings:
    """The steps of a matter, sorted into what can be done now and what is blocked."""

    every: tuple[StepStanding, ...]

    @classmethod
    def of(cls, matter: MatterSight) -> "Standings":
        """Asked once for a page."""
        return cls(tuple(standings(matter)))

    @property
    def open(self) -> list[StepStanding]:
        """What the seat can do now."""
        return [one for one in self.every if one.is_a_task]

    @property
    def blocked(self) -> list[StepStanding]:
        """What cannot be done yet by anyone whose step it is, the next first."""
        return [one for one in self.every if one.blocked or one.waits]


def links_of(matter: MatterSight, current: str) -> list[dict[str, Any]]:
    """The pages of a change."""
    code = matter.code
    pages = [("Overview", "changes:overview"), ("People", "changes:people"), ("Consultation", "changes:consultation"), ("Selection", "changes:selection")]
    pages += [("Documents", "letters:of_change"), ("Record", "record:record")]
    return [{"text": text, "href": reverse(name, args=[code]), "current": text == current} for text, name in pages]


def step_titles() -> dict[str, str]:
    """What each kind of step is called."""
    return {name: step.title for name, step in STEPS.items()}
