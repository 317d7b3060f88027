"""What the oracle says is owed, from raw acts: wherever time or inaction would leave a step out, somebody owes it now."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tests.procedure.random_walk import consulting_steps, leaving_steps, redeploying_steps, steps
from tests.procedure.random_walk.counts import answered, days_by_law, everyone_affected, hr1, over_the_threshold, reached, representations, service_on, unions
from tests.procedure.random_walk.days import statutory_notice_ends_on, whole_years
from tests.procedure.random_walk.raw import Raw, Reading


class Owed(NamedTuple):
    """A duty that must stand: the rule, for whom (a code, a union, an establishment), and the act that it arose from, where that tells it apart."""

    rule: str
    whom: str | None
    arose_from: int | None = None


def owed(r: Reading) -> Iterator[Owed]:
    """The duties that must stand on the reading's day in one matter."""
    yield from _to_unions_and_state(r)
    yield from _to_everyone(r)
    for code in everyone_affected(r):
        yield from _to_the_protected(r, code)
        yield from _under_notice(r, code)


def _to_unions_and_state(r: Reading) -> Iterator[Owed]:
    if days_by_law(r) is not None:  # s.188(1), (1B)
        known = unions(r) or ["representatives of the employees affected"]  # s.188A
        yield from (Owed("consult-unions", union) for union in known if service_on(r, union) is None)
    for place in over_the_threshold(r):  # s.193
        if hr1(r, place) is None:
            yield Owed("notify-secretary-of-state", place)


def _to_everyone(r: Reading) -> Iterator[Owed]:
    for said in representations(r):  # PRO-3.1, PRO-3.7
        if answered(r, said) is None:
            yield Owed("reply-to-representations", said.about or said.fields["union"], said.position)
    if r.here("change.section_188_served"):
        yield from (Owed("tell-everyone-affected", code) for code in everyone_affected(r) if not consulting_steps.told(r, code))  # PRO-4.1
        if consulting_steps.uninvited(r, "consultation"):  # PRO-6.2b
            yield Owed("invite-volunteers", None)


def _to_the_protected(r: Reading, code: str) -> Iterator[Owed]:
    person = redeploying_steps.person_behind(r, code)
    for told, answer in redeploying_steps.told_of(r, person):  # LAW 5
        if answer is None:
            yield Owed("answer-protected-period", code)
        if (answer is None or answer.fields["runs"]) and redeploying_steps.under_threat(r.of(r.matter), code):
            if not r.anywhere("trust.employment_ended", person) or any(redeploying_steps.passed_over(r, code, one) for one in _open_since(r, code, told)):
                yield Owed("offer-suitable-vacancy", code)


def _open_since(r: Reading, code: str, told: Raw) -> list[str]:
    """The vacancies open at any time since the employer was told and the post was under threat."""
    threat = min(act.day for kind in (steps.AT_RISK, steps.DECIDE, steps.NOTICE) for act in r.here(kind, code))
    since = max(told.day, threat)
    closed = {gone.fields["vacancy"]: gone.day for gone in r.anywhere("trust.close_vacancy")}
    return [known.fields["vacancy"] for known in r.anywhere("trust.list_vacancy") if closed.get(known.fields["vacancy"], date.max) >= since]


def _under_notice(r: Reading, code: str) -> Iterator[Owed]:
    withdrawn = {gone.fields["notice"] for gone in r.here("change.notice_withdrawn", code)}
    notices = [given for given in r.here("change.notice_given", code) if given.position not in withdrawn]
    for given in notices:
        if ends_too_soon(r, given):  # LAW 1.1, 1.3, 3
            yield Owed("put-a-notice-right", code, given.position)
    ended = r.anywhere("trust.employment_ended", redeploying_steps.person_behind(r, code))
    if notices and not ended:  # PRO-7.2, PRO-11.14
        looked = {one["vacancy"] for said in r.here("change.consider_vacancies", code) for one in said.fields["considered"]}
        if redeploying_steps.open_vacancies(r) - looked:
            yield Owed("consider-new-vacancies", code)
    if notices and ended and _has_two_years(r, code, notices[-1]) and not _stated_and_paid(r, code):  # ss.135, 155, 165
        yield Owed("give-written-statement-and-pay", code)


def ends_too_soon(r: Reading, given: Raw) -> bool:
    """Whether a notice, extensions counted, ends before the clear days have run or before statutory notice has."""
    end, days = ends_on(r, given), days_by_law(r)
    if days is not None:
        opens_on = leaving_steps.first_day_of_effect(r, days, with_hr1=True)
        if opens_on is None or end < opens_on:
            return True
    return any(end < statutory_notice_ends_on(date.fromisoformat(job.fields["service_from"]), given.day) for job in r.here("change.affect", given.about))


def _has_two_years(r: Reading, code: str, given: Raw) -> bool:
    """By the relevant date: when notice expires, or statutory notice would have (s.145(2), (5))."""
    for job in r.facts("change.affect", code):
        since = date.fromisoformat(job.fields["service_from"])
        if whole_years(since, max(ends_on(r, given), statutory_notice_ends_on(since, given.day))) >= 2:
            return True
    return False


def ends_on(r: Reading, given: Raw) -> date:
    """The day on which a notice ends, extensions counted."""
    longer = [one.fields["ends_on"] for one in r.here("change.extend_notice", given.about) if one.fields["notice"] == given.position]
    return date.fromisoformat(max([given.fields["ends_on"], *longer]))


def _stated_and_paid(r: Reading, code: str) -> bool:
    return bool(r.here("change.paid", code)) and any(reached(r, stated, code) for stated in r.here("change.state_payment", code))


def discharges_a_duty_of_law(r: Reading, act: Raw) -> bool:
    """Whether the act is one of the steps by which an open duty of law is met: an undertaking never stops it."""
    if not r.facts("change.propose"):
        return False
    if act.kind in ("change.release_section_188", "change.section_188_served"):
        return Owed("consult-unions", act.fields["union"]) in set(_to_unions_and_state(r))
    if act.kind == "change.hr1_received":
        return Owed("notify-secretary-of-state", act.fields["establishment"]) in set(_to_unions_and_state(r))
    if act.kind in ("change.offer_vacancy", "change.consider_vacancies"):
        return any(one.rule == "offer-suitable-vacancy" for one in _to_the_protected(r, act.about or ""))
    rule = {
        "change.extend_notice": "put-a-notice-right",
        "change.notice_withdrawn": "put-a-notice-right",
        "change.state_payment": "give-written-statement-and-pay",
        "change.paid": "give-written-statement-and-pay",
        "change.letter_served": "give-written-statement-and-pay",
    }.get(act.kind)
    return any(one.rule == rule for one in _under_notice(r, act.about or ""))
