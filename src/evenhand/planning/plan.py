"""A plan: one proposal of one trust, read against law and a policy pack on the day it is made, with everything that it takes for granted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.calendars.bank_holidays import bank_holidays_in_england
from evenhand.calendars.known import CannotCount, NotKnown
from evenhand.calendars.words import day_in_words
from evenhand.law.dated import NotOnFile
from evenhand.law.era_1996.service import whole_years
from evenhand.law.notice import shortest_lawful_end
from evenhand.law.tulrca_1992.collective import LAW as COLLECTIVE
from evenhand.law.tulrca_1992.collective import earliest_dismissal, minimum_consultation_days
from evenhand.planning.affected import Affected, CannotPlan, LeftOut, Reach, reach
from evenhand.planning.establishments import Establishment, counts_of, establishments
from evenhand.planning.leaving_out import left_out_of_the_import, left_out_of_the_plan
from evenhand.planning.owed import NoticeDue, Owed, notice_due, owed
from evenhand.planning.paying import Assume, NotComputable, Payment, Total, basis_assumptions, certain, payment, total
from evenhand.planning.timetable import Step, timetable
from evenhand.policy.pack import NotInPack, Pack, refused_from
from evenhand.procedure.everything import BUILT_STAGES
from evenhand.workforce.findings import Problem
from evenhand.workforce.proposals import Proposal
from evenhand.workforce.reading import Reading
from evenhand.workforce.workforce import Workforce

_TRACKS = {"headcount": "headcount-cut", "restructure": "restructure", "outsourcing": "outsourcing"}


@dataclass(frozen=True)
class Row:
    """One employment in the plan: what would become of it, and of its payment and notice, as far as they arise and can be worked out."""

    each: Affected
    service_years: int
    payment: Payment | None
    notice: NoticeDue | None


@dataclass(frozen=True)
class Plan:
    """Everything that a plan says. Not decided here: whether any of it is reasonable or fair; who would be selected; what is suitable for whom."""

    proposal: Proposal
    pack: Pack
    on: date
    end: date
    rows: tuple[Row, ...]
    establishments: tuple[Establishment, ...]
    duties: tuple[Owed, ...]
    timetable: tuple[Step, ...]
    pay: Total
    pay_by_actual_pay: Total
    pay_without_assumption: Any
    assumptions: tuple[str, ...]
    to_look_at: tuple[str, ...]
    not_yet_planned: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def plan(reading: Reading, name: str, pack: Pack, *, on: date, end: date | None = None, assume: Assume = None, on_was_given: bool = True) -> Plan:
    """
    The plan for a proposal made on a day, under the policy, to be carried out by its end. Without an end, the earliest that law's periods leave is assumed.

    Raises CannotPlan, with every reason, where the proposal is unknown or was left out, its days are in the wrong order, or law is not known that far.
    """
    proposal = _proposal(reading, name, on, end)
    workforce = reading.workforce
    assumed_days = tuple(_assumed_days(on, end, on_was_given))
    end = end or _earliest_end(workforce, proposal, on)
    found = reach(workforce, proposal, on, end)
    rows, gaps = _rows(workforce, found, on, end, assume)
    paid = [(row.each, row.payment) for row in rows if row.payment]
    notices = [row.notice for row in rows if row.notice]
    first_notice = min((each.last_day_to_give for each in notices), default=None)
    first_dismissal = min((each.ends_on for each in found.dismissed if each.ends_on), default=end)
    places = establishments(found, on, first_notice, first_dismissal)
    due = owed(workforce, found, places, notices, paid, pack)
    steps, not_yet = _timetable(places, due, pack, proposal, on)
    return Plan(
        proposal=proposal,
        pack=pack,
        on=on,
        end=end,
        rows=rows,
        establishments=places,
        duties=due,
        timetable=steps,
        pay=total([(each, it.amount) for each, it in paid]),
        pay_by_actual_pay=total([(each, it.amount_by_actual_pay) for each, it in paid]),
        pay_without_assumption=certain(paid),
        assumptions=tuple(dict.fromkeys([*assumed_days, *(says for place in places for says in place.assumptions), *_assumptions(found, rows, on, end)])),
        to_look_at=(*found.to_look_at, *_too_late(places, notices, on), *_posts_not_taken(reading)),
        not_yet_planned=(*_not_yet_planned(found), *not_yet),
        left_out=(*left_out_of_the_plan(reading, found.left_out), *gaps, *left_out_of_the_import(reading, found.left_out)),
    )


def problems_with(reading: Reading, name: str, on: date, end: date | None) -> list[str]:
    """Why no plan can be made of the proposal of that name on these days; none if one can."""
    problems = []
    if name in reading.left_out_proposals:
        problems += [f"The proposal {name} was left out: {_place(why)}: {why.says}" for why in reading.reasons(name)]
    elif name not in reading.workforce.proposals:
        there = ", ".join(reading.workforce.proposals) or "none"
        problems.append(f"There is no proposal called {name!r}. There are: {there}.")
    try:
        bank_holidays_in_england().known.require(on)
    except NotKnown as fault:
        problems.append(f"No plan can be made as on that day. {fault}")
    if end and end < on:
        problems.append(f"The proposal is made on {day_in_words(on)} and would end on {day_in_words(end)}, before it. Correct --on or --end.")
    return problems


def _assumed_days(on: date, end: date | None, on_was_given: bool) -> Iterator[str]:
    if not on_was_given:
        yield f"No day of the proposal was given: {day_in_words(on)}, when the newest export was written, is taken. --on names another."
    if end is None:
        yield "No day of dismissal was given: the earliest is taken that leaves the clear days of section 188 and then each one's notice. --end names another."


def _place(why: Problem) -> str:
    row, cell = f" row {why.row}" if why.row else "", f", {why.column} {why.value!r}" if why.column else ""
    return f"{why.file}{row}{cell}"


def _proposal(reading: Reading, name: str, on: date, end: date | None) -> Proposal:
    if problems := problems_with(reading, name, on, end):
        raise CannotPlan(problems)
    return reading.workforce.proposals[name]


def _earliest_end(workforce: Workforce, proposal: Proposal, on: date) -> date:
    """The first day by which consultation begun when it is proposed, and then everyone's notice, could have run; no fixed term is taken to run out."""
    found = reach(workforce, proposal, on, on)
    days = max((minimum_consultation_days(count.by_policy, on) or 0 for count in counts_of(found)), default=0)
    notice_from = earliest_dismissal(on, days) if days else on
    ends = [shortest_lawful_end(notice_from, each.person.service_from, each.employment.notice_terms) for each in found.dismissed]
    return max(ends, default=notice_from)


def _rows(workforce: Workforce, found: Reach, on: date, end: date, assume: Assume) -> tuple[tuple[Row, ...], tuple[LeftOut, ...]]:
    rows, gaps, problems = [], list[LeftOut](), list[str]()
    for each in found.affected:
        paid = _paid(workforce, each, assume, gaps, problems) if each.ends_on else None
        notice = _notice(each, on, problems) if each.is_given_notice else None
        years = paid.by_paid_weeks.years if paid else max(0, whole_years(each.person.service_from, each.ends_on or end))
        rows.append(Row(each, years, paid, notice))
    if problems:
        raise CannotPlan(problems)
    return tuple(rows), tuple(gaps)


def _paid(workforce: Workforce, each: Affected, assume: Assume, gaps: list[LeftOut], problems: list[str]) -> Payment | None:
    try:
        return payment(each, workforce.pay_scales, assume)
    except NotComputable as fault:
        gaps.append(LeftOut(each.person.payroll_number, each.post.post_id, each.post.school, "redundancy pay", str(fault), each.effect))
    except NotOnFile as fault:
        problems.append(str(fault) if assume else _refusal(fault))
    return None


def _notice(each: Affected, on: date, problems: list[str]) -> NoticeDue | None:
    try:
        return notice_due(each, on)
    except CannotCount as fault:
        problems.append(str(fault))
    return None


def _refusal(fault: NotOnFile) -> str:
    told = str(fault).partition("For an estimate say")[0].strip()
    return f"{told} To plan with the last known value, add --assume last-known: every figure that rests on it then says so."


def _timetable(places: tuple[Establishment, ...], due: tuple[Owed, ...], pack: Pack, proposal: Proposal, on: date) -> tuple[tuple[Step, ...], tuple[str, ...]]:
    track = _TRACKS[proposal.kind]
    try:
        steps = timetable(places, due, pack, track, on)
    except NotInPack as fault:
        return (), (f"{fault} There is no timetable.",)
    refused = refused_from(pack, track, BUILT_STAGES)
    if refused is None:
        return steps, ()
    return steps, (
        f"{pack.id} has the stage of {refused} in its track {track}, which Evenhand does not have yet. From there on only days that are fixed are told.",
    )


def _not_yet_planned(found: Reach) -> Iterator[str]:
    effects = {each.effect for each in found.affected}
    if "transferred" in effects:
        yield "A transfer to another employer: who would transfer is listed; informing and consulting about it, its dates and its cost are not planned yet."
    if "changed" in effects:
        yield "Changes of contract: whose post would change is listed; agreeing the change is not planned yet. They are in neither count of dismissals."
    yield "Placing people in new posts and vacancies, pension strain, pay in lieu and pay protection are not in the cost yet."


def _too_late(places: Iterable[Establishment], notices: Iterable[NoticeDue], on: date) -> Iterator[str]:
    for place in places:
        if place.owed.consult_by and place.owed.consult_by < on:
            yield (
                f"{place.name}: consultation would have had to begin by {day_in_words(place.owed.consult_by)}, before the proposal is made. "
                f"The first dismissal cannot take effect before {day_in_words(place.earliest_dismissal_on or on)}."
            )
    late = [each for each in notices if each.last_day_to_give < on]
    for each in late:
        yield (
            f"{each.each.name_and_number}: notice for {day_in_words(each.each.ends_on or on)} would have had to be given by "
            f"{day_in_words(each.last_day_to_give)}, before the proposal is made. Choose a later end."
        )


def _posts_not_taken(reading: Reading) -> Iterator[str]:
    lists = {file.file for file in reading.files if file.table == "posts"}
    for problem in reading.problems:
        if problem.file in lists and problem.leaves_out == "row":
            yield f"{_place(problem)}: {problem.says} A post that cannot be taken is in no count."


def _assumptions(found: Reach, rows: Iterable[Row], on: date, end: date) -> Iterator[str]:
    if not found.losing_a_post:
        return
    yield from basis_assumptions(end)
    for row in rows:
        if row.payment:
            yield from row.payment.by_paid_weeks.assumptions
    if any(row.notice for row in rows):
        yield "Notice is reckoned by the statute, for teachers and heads also by the Burgundy Book; longer notice in a contract is not in the exports."
    yield "Each school, and the central team, is taken to be one establishment. Whether it is, a person decides."
    window = COLLECTIVE["window_days"].whole_on(on)
    yield f"Other proposals of the trust are not added to these counts; dismissals at one establishment within {window} days of each other can be."
