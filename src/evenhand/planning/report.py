"""A plan as text that can be read from top to bottom: headings, tables, sentences."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from evenhand.calendars.words import day_in_words
from evenhand.law.answers import in_pounds
from evenhand.planning.affected import Affected
from evenhand.planning.plan import Plan

_NARROW = 60


def report(plan: Plan) -> str:
    """The whole plan in words."""
    text = "\n".join(_lines(plan)).rstrip() + "\n"
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in text)


def _lines(plan: Plan) -> Iterator[str]:
    yield f"Plan: the {plan.proposal.name} proposal"
    yield f"Made on {day_in_words(plan.on)}, to be carried out by {day_in_words(plan.end)}, under the policy {plan.pack.id}."
    yield "An estimate to plan with. It says which steps and dates follow; it does not say that anything is lawful or fair, and it selects nobody."
    yield from _section("In short", _in_short(plan))
    yield from _section("Establishments", _establishments(plan))
    yield from _section("What is due, to whom, by when", _duties(plan))
    yield from _section("Steps that are already known", _timetable(plan))
    yield from _section("What redundancy would cost", _costs(plan))
    yield from _section("Whom it touches", _people(plan))
    yield from _section(
        "New posts", (f"- {new.number} of {new.jd_code} at {new.school}, {new.hours_per_week:f} hours a week" for new in plan.proposal.new_posts)
    )
    yield from _section("What a person should look at", _sentences(plan.to_look_at))
    yield from _section("What this takes for granted", _sentences(plan.assumptions))
    yield from _section("What is not planned yet", _sentences(plan.not_yet_planned))
    yield from _section("Who is left out", (f"- {out.id}{f', {out.post}' if out.post else ''} ({out.what}): {out.says}" for out in plan.left_out))


def _section(heading: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", heading, "-" * len(heading), *found] if found else []


def _sentences(told: Iterable[str]) -> Iterator[str]:
    return (f"- {says}" for says in told)


def _in_short(plan: Plan) -> Iterator[str]:
    for effect in ("deleted", "changed", "transferred"):
        found = [row.each for row in plan.rows if row.each.effect == effect]
        if found:
            people = len({each.person.payroll_number for each in found})
            yield f"- {_many(len(found), 'employment')} of {_many(people, 'person', 'people')} on posts that would be {effect}{_to_be_selected(found)}."
    for place in plan.establishments:
        duty = f"section 188 applies, {place.owed.minimum_days} clear days" if place.owed.duty else "section 188 does not apply"
        yield f"- {place.name}: {place.count.by_policy} dismissals proposed by the policy's count, {place.count.by_statute} by the statute's; {duty}."
    if any(row.payment for row in plan.rows):
        yield f"- Statutory redundancy pay: {_range(plan)}."
    if plan.left_out:
        yield f"- {_many(len(plan.left_out), 'person or figure', 'people or figures')} left out, with the reasons below."


def _to_be_selected(found: Sequence[Affected]) -> str:
    pools = {each.pool for each in found if each.pool}
    return "".join(f"; {pool.to_be_selected} of {pool.selected_from} would be selected" for pool in pools)


def _range(plan: Plan) -> str:
    if plan.pay.least == plan.pay.most:
        return f"{in_pounds(plan.pay.expected)}, if everybody is paid and nobody is placed"
    return f"{in_pounds(plan.pay.expected)} to be expected, between {in_pounds(plan.pay.least)} and {in_pounds(plan.pay.most)}, if nobody is placed"


def _establishments(plan: Plan) -> Iterator[str]:
    for place in plan.establishments:
        yield f"{place.name}: {place.count.by_policy} by the policy's count, {place.count.by_statute} by the statute's."
        yield from _sentences(place.because)


def _duties(plan: Plan) -> list[str]:
    rows = [(_day(due.due_on), str(due.owner).replace("_", " "), due.owed_to, due.rule) for due in plan.duties]
    told = []
    for due, line in zip(plan.duties, _table(("due", "owner", "owed to", "rule"), rows)[1:], strict=True):
        deliver = f" Deliver it by {day_in_words(due.deliver_by)}." if due.deliver_by else ""
        told += [line, f"    {due.says}{deliver} ({'; '.join((*due.cites, *due.clauses))})"]
    return [_table(("due", "owner", "owed to", "rule"), rows)[0], *told] if rows else []


def _timetable(plan: Plan) -> list[str]:
    rows = [(step.stage, step.step, _day(step.earliest_on), _day(step.latest_on), step.binding) for step in plan.timetable]
    return _table(("stage", "step", "earliest", "latest", "bound by"), rows) if rows else []


def _costs(plan: Plan) -> Iterator[str]:
    if not any(row.payment for row in plan.rows):
        return
    shown = {"expected": (plan.pay.expected, plan.pay_by_actual_pay.expected)}
    if plan.pay.least != plan.pay.most:
        shown |= {"least": (plan.pay.least, plan.pay_by_actual_pay.least), "most": (plan.pay.most, plan.pay_by_actual_pay.most)}
    rows = [(name, in_pounds(paid_weeks), in_pounds(actual)) for name, (paid_weeks, actual) in shown.items()]
    yield from _table(("", "paid weeks", "actual pay"), rows)
    yield from _sentences(plan.pay.because)
    yield f"- Of what to expect, {in_pounds(plan.pay_without_assumption)} rests on no assumed value of the law."


def _people(plan: Plan) -> list[str]:
    rows = [
        (
            row.each.person.payroll_number,
            row.each.person.name,
            row.each.post.post_id,
            row.each.post.title,
            row.each.effect,
            str(row.service_years),
            _pounds(row.payment.amount if row.payment else None),
            _pounds(row.payment.amount_by_actual_pay if row.payment else None),
            _day(row.notice.last_day_to_give) if row.notice else "runs out" if row.each.expires_by_itself else "-",
            "*" if row.payment and row.payment.rests_on_last_known else "",
        )
        for row in plan.rows
    ]
    headings = ("id", "name", "post", "job", "effect", "years", "paid weeks", "actual pay", "notice by", "")
    starred = ["* rests on a value of the law that is assumed; see 'What this takes for granted'."] if any(row[-1] for row in rows) else []
    return [*_table(headings, rows), *starred] if rows else ["Nobody holds a post that the proposal touches."]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    everything = [headings, *rows]
    widths = [min(_NARROW, max(len(row[column]) for row in everything)) for column in range(len(headings))]
    return ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in everything]


def _day(day: date | None) -> str:
    return day.isoformat() if day else "-"


def _pounds(amount: Decimal | None) -> str:
    return "-" if amount is None else in_pounds(amount)


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or f'{one}s'}"
