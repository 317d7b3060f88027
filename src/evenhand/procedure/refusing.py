"""What somebody is told when a batch is refused: every reason at once, under the heading of whose rule it is, as far as she may know it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evenhand.calendars.words import day_in_words
from evenhand.procedure.audience import Audience, Seat, may_see
from evenhand.procedure.gates import Answered, Reason, Strength
from evenhand.procedure.judge import Judged, Judgement

HEADINGS = {Strength.LAW: "The law says", Strength.AGREEMENT: "An agreement says", Strength.POLICY: "Trust policy says"}
OUTSIDE = "It is blocked for a reason that is not for you to see. Ask the named HR adviser before you do anything else."


@dataclass(frozen=True)
class Told:
    """One reason as somebody may know it: what is wrong, what to do, when it opens, on whose authority. All but `says` empty where it is not hers to see."""

    strength: Strength
    says: str
    do: str = ""
    opens_on: date | None = None
    cites: str = ""
    clauses: tuple[str, ...] = ()
    rule: str = ""

    def as_line(self) -> str:
        """The reason in one line."""
        if not self.rule:
            return self.says
        opens = f" It opens on {day_in_words(self.opens_on)}." if self.opens_on else ""
        authority = "; ".join([self.cites, *(f"policy {clause}" for clause in self.clauses)])
        return f"{self.says} {self.do}{opens} ({authority}) [{self.rule}]"


def refusal(judgement: Judgement, seat: Seat) -> list[str]:
    """The lines that the person in this seat reads: what makes no sense first, then what must happen first; each reason once."""
    faults = [fault for one in judgement.judged for fault in one.faults]
    lines = ["This cannot be recorded as it stands:", *(f"- {fault}" for fault in dict.fromkeys(faults))] if faults else []
    for strength, heading in HEADINGS.items():
        told = [line for one in judgement.judged for line in _lines(one, strength, seat, several=len(judgement.judged) > 1)]
        lines += [heading + ":", *dict.fromkeys(told)] if told else []
    return lines


def _lines(judged: Judged, strength: Strength, seat: Seat, *, several: bool) -> Iterator[str]:
    whose = f"For {judged.act.about}: " if several and judged.act.about else ""
    yield from (f"- {whose}{one.as_line()}" for one in told(judged.blocked, judged.act.about, seat) if one.strength is strength)


def told(given: Iterable[Answered], about: str | None, seat: Seat) -> Iterator[Told]:
    """Each reason of these answers, about whom the act would be, as the person in this seat may know it."""
    for one in given:
        for reason in one.reasons:
            if _may_know(one, reason, about, seat):
                yield Told(one.gate.strength, reason.says, reason.do, reason.opens_on, one.gate.cites, one.clauses, one.gate.rule)
            else:
                yield Told(one.gate.strength, OUTSIDE)


def _may_know(given: Answered, reason: Reason, about: str | None, seat: Seat) -> bool:
    audience = reason.audience or given.gate.audience
    return audience is Audience.TRUST or may_see(audience, reason.about or about, seat, announced=True, concerned=True)
