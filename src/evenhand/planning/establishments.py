"""Establishments: how many dismissals are proposed at each by either count, and whether the law asks for collective consultation and notification."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.law.answers import so_many
from evenhand.law.collective import Collective, CollectiveQuestion, EstablishmentDuty, ProposedAt, collective
from evenhand.law.tulrca_1992.collective import earliest_dismissal, minimum_consultation_days
from evenhand.planning.affected import Affected, Reach
from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import Office
from evenhand.procedure.change.counting import Count, counted
from evenhand.procedure.change.proposing import Affect

_PLANNER = Actor("plan", Office.HR_ADVISER)
_NOT_COUNTED = Decimal(0)


@dataclass(frozen=True)
class Establishment:
    """One establishment's counts and what follows from the statute's. Days are clear days; no dates where there is no duty."""

    count: Count
    owed: EstablishmentDuty
    minimum_days_by_policy: int | None
    earliest_dismissal_on: date | None
    because: tuple[str, ...]
    cites: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.count.establishment

    def as_json(self) -> dict[str, Any]:
        """As the plan's JSON and its table hold it."""
        return {
            "name": self.name,
            "proposed_dismissals": self.count.by_policy,
            "statutory_count": self.count.by_statute,
            "duty": self.owed.duty,
            "minimum_days": self.owed.minimum_days,
            "minimum_days_by_policy": self.minimum_days_by_policy,
            "consult_by": self.owed.consult_by,
            "notify_secretary_of_state_by": self.owed.notify_secretary_of_state_by,
            "earliest_dismissal": self.earliest_dismissal_on,
            "because": list(self.because),
            "cites": list(self.cites),
        }


def establishments(found: Reach, on: date, first_notice_on: date | None, first_dismissal_on: date) -> tuple[Establishment, ...]:
    """Every establishment that the proposal touches, by name. TULRCA 1992 ss.188, 193.

    `on` is the day it is made; `first_notice_on`, the last day on which the first notice can be given.
    Not decided here: what one establishment is; what other proposals of the trust add; special circumstances.
    """
    counts = counts_of(found)
    if not counts:
        return ()
    answer = collective(
        CollectiveQuestion(
            proposed_on=on,
            first_notice_on=first_notice_on,
            first_dismissal_on=first_dismissal_on,
            establishments=tuple(ProposedAt(name=count.establishment, proposed_dismissals=count.by_statute) for count in counts),
        )
    )
    return tuple(_one(found, count, owed, on, answer) for count, owed in zip(counts, answer.establishments, strict=True))


def counts_of(found: Reach) -> list[Count]:
    """Both counts, per establishment, as the change would have them on record; noughts where nobody is dismissed."""
    made = {count.establishment: count for count in counted(found.lines, [_as_on_record(each) for each in found.losing_a_post])}
    touched = sorted({each.post.school for each in found.affected} | set(made))
    return [made.get(name) or Count(name, 0, 0, ()) for name in touched]


def _as_on_record(each: Affected) -> Draft[Affect]:
    facts = Affect(
        person=each.person.payroll_number,
        establishment=each.post.school,
        job=each.post.jd_code,
        staff_group=each.post.staff_group,
        effect="in a pool" if each.pool else "deleted",
        expires_by_itself_on=each.ends_on if each.expires_by_itself else None,
        employment=each.employment.contract_number,
        date_of_birth=each.person.date_of_birth,
        service_from=each.person.service_from,
        weekly_pay=_NOT_COUNTED,
        contract=each.employment.notice_terms,
    )
    return Draft("plan", facts, _PLANNER, about=each.person.payroll_number)


def _one(found: Reach, count: Count, owed: EstablishmentDuty, on: date, answer: Collective) -> Establishment:
    by_policy = minimum_consultation_days(count.by_policy, on)
    told = [*count.because, *_who_makes_the_difference(found, count.establishment), *_by_law(count, answer)]
    if (by_policy or 0) > (owed.minimum_days or 0):
        told.append(
            f"By the policy's count, {so_many(by_policy or 0, 'clear day')} would be asked for: where the policy maps that rule, they are a gate of its own."
        )
    return Establishment(
        count=count,
        owed=owed,
        minimum_days_by_policy=by_policy,
        earliest_dismissal_on=earliest_dismissal(on, owed.minimum_days) if owed.minimum_days else None,
        because=tuple(told),
        cites=answer.cites,
        assumptions=answer.assumptions,
    )


def _by_law(count: Count, answer: Collective) -> Iterator[str]:
    if not count.by_policy:
        yield f"{count.establishment}: nobody would be dismissed."
        return
    yield from (says for says in answer.because if says.startswith(f"{count.establishment}: "))


def _who_makes_the_difference(found: Reach, establishment: str) -> Iterator[str]:
    for each in found.losing_a_post:
        if each.post.school == establishment and each.expires_by_itself and each.ends_on:
            yield f"{each.post.post_id}, {each.name_and_number}: the term runs out on {day_in_words(each.ends_on)} by itself; in the policy's count only."
    for person, posts in _several_posts(found, establishment):
        yield f"{', '.join(posts)}: all held by {person}, one employee; each is in the policy's count."
    for out in found.left_out:
        if out.establishment == establishment and out.effect == "deleted":
            yield f"{out.post}, held by {out.id}, who is left out of this plan: in both counts."
    for post in found.vacant:
        if post.school == establishment:
            yield f"{post.post_id} is vacant: in neither count."


def _several_posts(found: Reach, establishment: str) -> Iterator[tuple[str, list[str]]]:
    held: dict[str, list[str]] = {}
    for each in found.dismissed:
        if each.post.school == establishment:
            held.setdefault(each.name_and_number, []).append(each.post.post_id)
    return ((person, posts) for person, posts in held.items() if len(posts) > 1)
