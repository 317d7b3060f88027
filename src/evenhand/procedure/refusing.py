"""What somebody is told when a batch is refused: every reason at once, under the heading of whose rule it is, as far as she may know it."""

from collections.abc import Iterator

from evenhand.calendars.words import day_in_words
from evenhand.procedure.audience import Audience, Seat, may_see
from evenhand.procedure.gates import Answered, Reason, Strength
from evenhand.procedure.judge import Judged, Judgement

HEADINGS = {Strength.LAW: "The law says", Strength.AGREEMENT: "An agreement says", Strength.POLICY: "Trust policy says"}
OUTSIDE = "It is blocked for a reason that is not for you to see. Ask the named HR adviser before you do anything else."


def refusal(judgement: Judgement, seat: Seat) -> list[str]:
    """The lines that the person in this seat reads: what makes no sense first, then what must happen first; each reason once."""
    faults = [fault for one in judgement.judged for fault in one.faults]
    lines = ["This cannot be recorded as it stands:", *(f"- {fault}" for fault in dict.fromkeys(faults))] if faults else []
    for strength, heading in HEADINGS.items():
        told = [line for one in judgement.judged for line in _told(one, strength, seat, several=len(judgement.judged) > 1)]
        lines += [heading + ":", *dict.fromkeys(told)] if told else []
    return lines


def _told(judged: Judged, strength: Strength, seat: Seat, *, several: bool) -> Iterator[str]:
    whose = f"For {judged.act.about}: " if several and judged.act.about else ""
    for given in judged.blocked:
        if given.gate.strength is strength:
            for reason in given.reasons:
                yield f"- {whose}{_line(given, reason) if _may_know(given, reason, judged, seat) else OUTSIDE}"


def _may_know(given: Answered, reason: Reason, judged: Judged, seat: Seat) -> bool:
    audience = reason.audience or given.gate.audience
    return audience is Audience.TRUST or may_see(audience, reason.about or judged.act.about, seat, announced=True, concerned=True)


def _line(given: Answered, reason: Reason) -> str:
    opens = f" It opens on {day_in_words(reason.opens_on)}." if reason.opens_on else ""
    authority = "; ".join([given.gate.cites, *(f"policy {clause}" for clause in given.clauses)])
    return f"{reason.says} {reason.do}{opens} ({authority}) [{given.gate.rule}]"
