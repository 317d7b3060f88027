"""The consultation of a change: the unions and the people told, the points raised, the subjects covered."""

from dataclasses import dataclass
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act
from evenhand.procedure.change.avoiding import ConsiderMeasure, InviteVolunteers
from evenhand.procedure.change.consulting import SUBJECTS, RecordSubjectOutcome, answers_given, made_by, reply_to, representations
from evenhand.procedure.change.informing import Section188Served, WarnPerson, has_had, served_on, unions_to_consult
from evenhand.procedure.change.notifying import establishments_over_the_threshold, hr1_received
from evenhand.procedure.change.opening.people import affected
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.naming import Names
from evenhand_web.pages.sight import MatterSight


@dataclass(frozen=True)
class Consultation:
    """What the consultation page shows to one seat."""

    matter: MatterSight
    names: Names

    def bodies(self) -> list[list[str]]:
        """Union, how and when it was served, and whether that counts."""
        dossier, rows = self.matter.dossier, []
        for union in unions_to_consult(dossier, self.matter.context):
            services = [one for one in dossier.every(Section188Served) if one.body.union == union]
            counts = served_on(dossier, union)
            told = "; ".join(f"{one.body.channel}, {day_in_words(one.happened_on)}" for one in services) or "Not recorded"
            rows.append([union, told, self._when(counts) if counts else "Not yet"])
        return rows

    def hr1(self) -> list[list[str]]:
        """School, and the day on which HR1 was received, where it is owed."""
        dossier = self.matter.dossier
        found = ((place, hr1_received(dossier, place)) for place in establishments_over_the_threshold(dossier, self.matter.context))
        return [[place, self._when(act) if act else "Not recorded"] for place, act in found]

    def _when(self, report: Act[Any]) -> str:
        """The day, and whether anybody has confirmed it: until then it does not help the trust."""
        confirmed = self.matter.dossier.fold.confirmed(report, self.matter.dossier.known_at)
        return day_in_words(report.happened_on) + ("" if confirmed else ", reported and not confirmed yet")

    def reach(self) -> list[list[str]]:
        """Person, and how the first letter reached her; those not reached first. Only those of whom the seat may know it."""
        rows = []
        for code in affected(self.matter.dossier):
            letter = self.matter.dossier.latest(WarnPerson, code)
            if is_open_to(self.matter, WarnPerson.kind.audience, code):
                had = has_had(self.matter.dossier, letter) if letter else None
                sent = day_in_words(letter.happened_on) if letter else "Not written"
                rows.append([self.names.of(code), sent, f"{had.body.channel}, {self._when(had)}" if had else "Not recorded"])
        return sorted(rows, key=lambda row: row[2] != "Not recorded")

    def points(self) -> list[dict[str, Any]]:
        """Each point with its answer, those without first; an employee's only for whom it is."""
        answers, dossier = answers_given(self.matter.dossier), self.matter.dossier
        seen = [said for said in representations(dossier) if is_open_to(self.matter, said.kind.audience, said.about)]
        found = [self._point(said, answers.get(said.position)) for said in seen]
        return sorted(found, key=lambda point: point["done"])

    def _point(self, said: Act[Any], answer: Act[Any] | None) -> dict[str, Any]:
        replied = reply_to(self.matter.dossier, said, answer) if answer else None
        return {
            "number": said.number,
            "by": self.names.named(made_by(said)),
            "on": said.happened_on,
            "about": said.body.subject,
            "point": said.body.point,
            "answer": answer.body if answer else None,
            "answered_on": answer.happened_on if answer else None,
            "replied_on": replied.happened_on if replied else None,
            "done": replied is not None,
        }

    def subjects(self) -> list[list[str]]:
        """The three subjects that the statute names, and what consultation on each came to."""
        came_to = {one.body.subject: one.body.outcome for one in self.matter.dossier.every(RecordSubjectOutcome)}
        return [[subject.capitalize(), came_to.get(subject, "Not recorded")] for subject in SUBJECTS]

    def measures(self) -> list[list[str]]:
        """Measures considered: what, where, what follows and why."""
        return [[one.body.measure.replace("-", " "), one.body.where, one.body.outcome, one.body.reasons] for one in self.matter.dossier.every(ConsiderMeasure)]

    def invitations(self) -> list[list[str]]:
        """When volunteers were invited, and on which terms."""
        return [[day_in_words(one.happened_on), f"At the time of {one.body.time}", one.body.terms] for one in self.matter.dossier.every(InviteVolunteers)]
