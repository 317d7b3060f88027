"""What the demonstration takes from the example trust's exports: the proposal's lines and the people whom it affects, as the planner reads them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from evenhand.law.era_1996.weeks_pay import weeks_pay_from_salary
from evenhand.planning.affected import Affected, Reach, reach
from evenhand.planning.paying import payment
from evenhand.procedure.change.proposing import Affect, AgencyWorkers
from evenhand.workforce.reading import Reading, read_exports
from evenhand_web.demonstration.script import Move, moves

EXPORTS = Path(__file__).parents[3] / "examples" / "marram"
_CODES = range(1000, 10_000)


class NoExample(Exception):
    """The example trust, which the demonstration is made of, is not here."""


@cache
def reading() -> Reading:
    """The example trust, as an import reads it on the day on which the story begins. Raises NoExample."""
    if not EXPORTS.is_dir():
        raise NoExample(f"The demonstration is made of the example trust, and {EXPORTS} is not there. Run it from a copy of the whole project.")
    return read_exports(EXPORTS, None, moves()[0][1].day)


def reached(move: Move) -> Reach:
    """What the proposal that a move makes would touch."""
    assert move.proposal and move.ends_on
    return reach(reading().workforce, reading().workforce.proposals[move.proposal], move.day, move.ends_on)


def agency_workers_at(establishments: set[str]) -> tuple[AgencyWorkers, ...]:
    """The agency workers at these establishments (TULRCA 1992 s.188(4)(g) to (i))."""
    here = (each for each in reading().workforce.agency_workers.values() if each.school in establishments)
    return tuple(AgencyWorkers(establishment=each.school, number=each.number, where=each.where, work=each.work) for each in here)


def affects(found: Reach, matter: str, on: date) -> Iterator[tuple[str, Affect]]:
    """Each employment that is affected, with the code that stands for its person in the matter; the same codes whenever the demonstration is loaded."""
    codes = iter(Random(matter).sample(_CODES, len(found.affected)))
    by_person: dict[str, str] = {}
    for each in found.affected:
        if each.person.payroll_number not in by_person:
            by_person[each.person.payroll_number] = f"E{next(codes)}"
        yield by_person[each.person.payroll_number], _affect(each, on)


def _affect(each: Affected, on: date) -> Affect:
    return Affect(
        person=each.person.payroll_number,
        establishment=each.post.school,
        job=each.post.jd_code,
        staff_group=each.post.staff_group,
        effect="changed" if each.effect == "changed" else "in a pool" if each.pool else "deleted",
        expires_by_itself_on=each.ends_on if each.expires_by_itself else None,
        employment=each.employment.contract_number,
        date_of_birth=each.person.date_of_birth,
        service_from=each.person.service_from,
        weekly_pay=_weekly_pay(each, on),
        contract=each.employment.notice_terms,
    )


def _weekly_pay(each: Affected, on: date) -> Decimal:
    if each.ends_on is None:
        return weeks_pay_from_salary(each.employment.annual_salary, on)
    return payment(each, reading().workforce.pay_scales, "last-known").weekly_pay
