"""What is due over all changes that a seat may know of, and what of it presses."""

from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.calendars.words import day_in_words
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.duties import Duty, State
from evenhand_web.pages.duties_seen import duties_of
from evenhand_web.pages.naming import OFFICES, Names
from evenhand_web.pages.sight import MatterSight

PRESSES_DAYS_BEFORE = 7


@dataclass(frozen=True)
class Owed:
    """A duty in its change."""

    matter: MatterSight
    duty: Duty


@dataclass(frozen=True)
class Row:
    """A line of a table of duties. `exposure` is said where it was missed."""

    when: str
    what: str
    change: str
    code: str
    who: str
    rule: str
    state: str
    colour: str
    exposure: str = ""


def every_duty(matters: list[MatterSight]) -> list[Owed]:
    """Every duty of every change, done ones included, the sooner due first; those with no day last."""
    found = [Owed(matter, duty) for matter in matters for duty in duties_of(matter)]
    return sorted(found, key=lambda one: (one.duty.due_on or date.max, one.matter.code, one.duty.rule))


def still_owed(found: list[Owed]) -> list[Owed]:
    """Those that are not done."""
    return [one for one in found if one.duty.state is not State.DISCHARGED]


def presses(duty: Duty, today: date) -> bool:
    """Whether the duty is overdue, or due in seven days: today and the seven that follow."""
    if duty.state is State.MISSED:
        return True
    return duty.state is State.OPEN and duty.due_on is not None and duty.due_on <= today + timedelta(days=PRESSES_DAYS_BEFORE)


def state_of(duty: Duty) -> tuple[str, str]:
    """The duty's state in one of the seven words, and its colour: what was missed and exposes the trust says so, what is merely late is overdue."""
    if duty.state is State.DISCHARGED:
        return "Done", ""
    if duty.state is State.MISSED:
        return ("Missed" if duty.exposure else "Overdue"), "red"
    return "To do", "blue"


def row(owed: Owed, names: Names) -> Row:
    """The duty in words, with names where the seat may know them."""
    duty, (state, colour) = owed.duty, state_of(owed.duty)
    return Row(
        when=day_in_words(duty.due_on) if duty.due_on else "No day is set",
        what=names.named(duty.says),
        change=proposal(owed.matter.dossier).body.title,
        code=owed.matter.code,
        who=_capital(OFFICES[duty.owner]),
        rule="; ".join([*(f"policy {clause}" for clause in duty.clauses), duty.cites]),
        state=state,
        colour=colour,
        exposure=duty.exposure if duty.state is State.MISSED else "",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
