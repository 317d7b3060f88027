"""Acts as the oracle reads them, and its own account of which reports count, what corrections do and what was so on a day. Nothing is taken from
the kernel: a second reading of the same words is worth nothing if it is the first one over again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

OTHER_SIDE = ("union_representative", "employee")
REPORTED = frozenset(
    """change.section_188_served change.letter_served change.reply_served change.hr1_received change.union_representation
    change.employee_representation change.meeting change.offer_answered change.notice_given change.notice_withdrawn change.paid
    trust.employer_told trust.employment_ended dispute.undertaking_given dispute.undertaking_ended record.correct""".split()
)
# What binds the trust as soon as anyone reports it: a promise, a point to be answered, what it was told, a notice that was given.
BINDS = frozenset("dispute.undertaking_given change.union_representation change.employee_representation trust.employer_told change.notice_given".split())
# What only the word of the employee or union concerned makes so: a colleague cannot say it for them.
ONLY_THEIR_WORD = frozenset("trust.employer_told dispute.undertaking_given dispute.undertaking_ended change.notice_withdrawn".split())


@dataclass(frozen=True)
class Raw:
    """One act, as it stands in the ledger: what, by whom, about whom, on which day, recorded on which."""

    position: int
    matter: str
    kind: str
    fields: dict[str, Any]
    person: str
    office: str
    union: str | None
    about: str | None
    day: date
    recorded_on: date
    evidence: bool
    elsewhere: bool

    @property
    def reported(self) -> bool:
        return self.elsewhere or self.kind in REPORTED


class Way(Enum):
    """A report that nobody confirmed binds the trust and never helps it, so each question is asked with such reports, without, and with those that bind."""

    WITH = "with unconfirmed reports"
    WITHOUT = "without them"
    BINDING = "with those alone that bind the trust"


class Record:
    """The raw acts so far; beside each, what the oracle found missing in it, and what it noted of the counts when it was recorded."""

    def __init__(self) -> None:
        self.acts: list[Raw] = []
        self.lacking: dict[int, frozenset[str]] = {}
        self.noted: dict[int, Any] = {}
        self._index()

    def add(self, act: Raw) -> None:
        self.acts.append(act)
        self._note(act)

    def cut(self, size: int) -> None:
        """Leave only the first acts: a batch was refused."""
        del self.acts[size:]
        self._index()

    def _index(self) -> None:
        self.words: dict[int, list[Raw]] = {}  # confirmations and disputes, by the position they speak of
        self.corrections: dict[int, list[Raw]] = {}
        self.codes: dict[str | None, str] = {}
        self._confirmed: dict[int, bool] = {}
        for act in self.acts:
            self._note(act)

    def _note(self, act: Raw) -> None:
        self._confirmed.clear()
        if act.kind == "record.correct":
            self.corrections.setdefault(act.fields["corrects"], []).append(act)
        elif act.kind in ("record.confirm", "record.dispute"):
            for position in act.fields.get("positions") or [act.fields["position"]]:
                self.words.setdefault(position, []).append(act)
        elif act.kind == "change.affect":
            self.codes.setdefault(act.about, act.fields["person"])

    def at(self, position: Any) -> Raw | None:
        return self.acts[position] if isinstance(position, int) and 0 <= position < len(self.acts) else None

    def identity(self, about: str | None) -> str | None:
        """Whose code this is, if it is a code."""
        return self.codes.get(about, about)

    def concerns(self, known: Raw, speaker: Raw) -> bool:
        """Whether what was reported, or corrected, is about the employee or the union that speaks."""
        if known.kind == "record.correct" and (subject := self.at(known.fields["corrects"])):
            return self.concerns(subject, speaker)
        if speaker.office == "union_representative":
            hers = known.union if known.office == "union_representative" else None
            return speaker.union is not None and speaker.union in (known.fields.get("union"), hers)
        return speaker.office == "employee" and known.about is not None and self.identity(known.about) == speaker.person

    def confirmed(self, report: Raw) -> bool:
        """Whom it concerns said it or confirmed it; or a second person confirmed it, there is evidence, and nobody concerned has denied it."""
        if report.position not in self._confirmed:
            self._confirmed[report.position] = self._is_confirmed(report)
        return self._confirmed[report.position]

    def _is_confirmed(self, report: Raw) -> bool:
        if self.concerns(report, report):
            return True
        words = [word for word in self.words.get(report.position, ()) if not self.corrections.get(word.position)]
        denied = max((word.position for word in words if word.kind == "record.dispute" and self.concerns(report, word)), default=-1)
        for word in words:
            if word.kind == "record.confirm":
                if self.concerns(report, word):
                    if word.position > denied:
                        return True
                elif denied < 0 and word.person != report.person and (word.evidence or report.evidence) and not self._only_their_word(report):
                    return True
        return False

    def _only_their_word(self, report: Raw) -> bool:
        subject = self.at(report.fields["corrects"]) if report.kind == "record.correct" else None
        return report.kind in ONLY_THEIR_WORD or (subject is not None and (subject.kind in ONLY_THEIR_WORD or subject.office in OTHER_SIDE))


class Reading:
    """What was so on a day, in one way of counting reports. `before`: of what was *done*, only what was done before that place in the record; and of
    what was told later on that very day, nothing unless `told_after`."""

    def __init__(self, record: Record, way: Way, on: date, matter: str, before: int | None = None, told_after: bool = False) -> None:
        self.record, self.way, self.on, self.matter = record, way, on, matter
        self._by_kind: dict[str, list[Raw]] = {}
        for act in record.acts:
            if act.reported and not self._counts(act):
                continue
            if before is not None and act.position >= before and (not act.reported or (act.recorded_on <= on and not told_after)):
                continue  # done later; or told later on the same day, which does not say which came first
            stands = self._corrected(act, record.corrections[act.position]) if act.position in record.corrections else act
            if stands is not None:
                self._by_kind.setdefault(act.kind, []).append(stands)
        for found in self._by_kind.values():
            found.sort(key=lambda act: (act.day, act.position))

    def _counts(self, report: Raw) -> bool:
        if self.way is Way.WITH or report.kind == "change.propose" or (self.way is Way.BINDING and report.kind in BINDS):
            return True
        if report.kind == "record.correct":
            return True  # counted where it stands in the place of another
        return self.record.confirmed(report) and not (report.elsewhere and self.record.lacking[report.position])

    def _corrected(self, act: Raw, corrections: list[Raw]) -> Raw | None:
        for correction in reversed(corrections):
            if self.way is Way.WITH or (self.record.confirmed(correction) and not self.record.lacking[correction.position]):
                if correction.fields["fields"] is None:
                    return None
                day = correction.fields["happened_on"]
                return replace(
                    act,
                    fields=correction.fields["fields"],
                    day=date.fromisoformat(day) if day else act.day,
                    evidence=act.evidence or correction.evidence,
                )
        return act

    def anywhere(self, kind: str, about: str | None = None) -> list[Raw]:
        """The acts of a kind in any matter, by day."""
        return [act for act in self._by_kind.get(kind, ()) if act.day <= self.on and (about is None or act.about == about)]

    def facts(self, kind: str, about: str | None = None) -> list[Raw]:
        """What this matter holds of a kind whatever the day asked about: a proposal, or whom it affects, was so before anyone recorded it."""
        return [act for act in self._by_kind.get(kind, ()) if act.matter == self.matter and (about is None or act.about == about)]

    def here(self, kind: str, about: str | None = None) -> list[Raw]:
        """The acts of a kind in this matter, by day."""
        return [act for act in self.anywhere(kind, about) if act.matter == self.matter]

    def one(self, kind: str, position: Any) -> Raw | None:
        """The act of that kind at that position, if it stands in this matter."""
        return next((act for act in self.here(kind) if act.position == position), None)

    def of(self, matter: str) -> "Reading":
        """The same, read from another matter."""
        other = object.__new__(Reading)
        other.__dict__ |= self.__dict__ | {"matter": matter}
        return other


def readings(record: Record, on: date, matter: str, before: int | None = None, told_after: bool = False) -> Iterator[Reading]:
    """Each way of reading the record on a day."""
    for way in Way:
        yield Reading(record, way, on, matter, before, told_after)
