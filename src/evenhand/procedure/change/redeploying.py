"""Redeploying: declared at risk, met, every vacancy considered with reasons, whoever is or may be protected offered what suits first."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import Field

from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.proposing import LEAD, Affect, person_behind
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.people import (
    CloseVacancy,
    EmploymentEnded,
    ListVacancy,
    is_or_may_be_protected,
    open_vacancies,
    vacancies_since,
    what_the_employer_was_told,
)

_MAPLE = "MAPLE Regulations 1999 reg.10 and its kin"
_UNFAIR_WHATEVER_THE_SERVICE = "An automatically unfair dismissal, whatever the length of service (MAPLE Regulations 1999 reg.20)."


@act("change.declare_at_risk", by=LEAD, audience=Audience.PERSON, stage="redeploying", about_a_person=True, bears=True)
class DeclareAtRisk(Body):
    """The person is formally at risk of redundancy, and is told so in writing with what comes next."""

    letter: Words


class Considered(Body):
    """One vacancy looked at for one person. Not decided here: whether it suits; a person says so, and why."""

    vacancy: Words
    suitable: bool
    because: Words


@act("change.consider_vacancies", by=HR | LEAD, audience=Audience.PERSON, stage="redeploying", about_a_person=True, bears=True)
class ConsiderVacancies(Body):
    """Vacancies looked at for the person, each with whether it suits and the reason."""

    considered: tuple[Considered, ...] = Field(min_length=1)


@act("change.offer_vacancy", by=HR | LEAD, audience=Audience.PERSON, stage="redeploying", about_a_person=True, bears=True)
class OfferVacancy(Body):
    """The person is offered a vacancy, to start on a day, before the old employment ends."""

    vacancy: Words
    starts_on: date


@act("change.offer_answered", by=HR | LEAD | {Office.EMPLOYEE}, audience=Audience.PERSON, stage="redeploying", reported=True, about_a_person=True)
class OfferAnswered(Body):
    """The person accepted an offer or refused it."""

    offer: int
    answer: Literal["accepted", "refused"]
    because: str = ""


@act("change.consult_hr", by=HR, audience=Audience.PERSON, stage="redeploying", about_a_person=True)
class ConsultHr(Body):
    """HR was consulted on the person's case before notice, and advised this."""

    advice: Words


@sense(ListVacancy)
def a_vacancy_has_its_own_name(dossier: Dossier, draft: Draft[ListVacancy], context: Context) -> Iterator[str]:
    """One name is one vacancy, closed ones included: what was said of the one is not said of the other."""
    if any(known.body.vacancy == draft.body.vacancy for known in context.bearing.every(ListVacancy)):
        yield f"A vacancy called {draft.body.vacancy} has been listed already. Give this one a name of its own."


@sense(OfferVacancy)
def offers_what_is_open(dossier: Dossier, draft: Draft[OfferVacancy], context: Context) -> Iterator[str]:
    """The vacancy is open."""
    if draft.body.vacancy not in open_vacancies(context.bearing):
        yield f"{draft.body.vacancy} is not a vacancy that is open today."


@sense(OfferAnswered)
def answers_an_offer(dossier: Dossier, draft: Draft[OfferAnswered], context: Context) -> Iterator[str]:
    """The offer was made to this person."""
    offer = dossier.at(OfferVacancy, draft.body.offer)
    if offer is None or offer.about != draft.about:
        yield f"Act {draft.body.offer} is not an offer to {draft.about}."


def looked_at(view: Dossier, code: str | None, matter: str | None = None) -> dict[str, Considered]:
    """What was said last of each vacancy for the person, by vacancy; in one matter, where the view has several: a code is somebody else's in another."""
    found = [act for act in view.every(ConsiderVacancies, code) if matter in (None, act.matter)]
    return {one.vacancy: one for act in found for one in act.body.considered}


def has_accepted_an_offer(dossier: Dossier, code: str | None) -> bool:
    """Whether the person's latest answer to any offer accepts it."""
    latest: dict[int, str] = {answered.body.offer: answered.body.answer for answered in dossier.every(OfferAnswered, code)}
    return "accepted" in latest.values()


@gate("at-risk-after-selection", Strength.POLICY, on=(DeclareAtRisk,), cites="ERA 1996 s.98(4)")
def at_risk_after_selection(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Whoever is declared at risk was selected."""
    chosen = dossier.latest(Select, draft.about)
    if chosen is None or not chosen.body.selected:
        yield not_recorded(f"{draft.about} has not been selected.", "Select by the points first.", audience=Audience.PERSON)


@gate("protected-person-comes-first", Strength.LAW, on=(OfferVacancy,), cites=_MAPLE, audience=Audience.PROTECTED, exposure=_UNFAIR_WHATEVER_THE_SERVICE)
def protected_person_comes_first(dossier: Dossier, draft: Draft[OfferVacancy], context: Context) -> Iterator[Reason]:
    """A vacancy goes to nobody else while someone at risk who is or may be protected was not considered for it, or suits it and was not offered it."""
    if not is_or_may_be_protected(context.bearing, person_behind(dossier, draft.about), context.today):
        yield from _not_yet_for_the_protected(draft.body.vacancy, context)


@gate(
    "vacancy-is-not-closed-over-a-protected-person",
    Strength.LAW,
    on=(CloseVacancy,),
    cites=_MAPLE,
    audience=Audience.PROTECTED,
    exposure=_UNFAIR_WHATEVER_THE_SERVICE,
)
def vacancy_is_not_closed_over_a_protected_person(dossier: Dossier, draft: Draft[CloseVacancy], context: Context) -> Iterator[Reason]:
    """No vacancy is closed while someone at risk who is or may be protected was not considered for it, or suits it and was not offered it."""
    yield from _not_yet_for_the_protected(draft.body.vacancy, context)


def _not_yet_for_the_protected(vacancy: str, context: Context) -> Iterator[Reason]:
    for affected in _protected_and_under_threat(context):
        said = looked_at(context.bearing, affected.about, affected.matter).get(vacancy)
        if said is None:
            yield not_recorded(
                f"{affected.about} is or may be protected, and has not been considered for {vacancy}.",
                "Consider it for that person first.",
                about=affected.about,
            )
        elif said.suitable and not _offered(context.bearing, affected, vacancy):
            yield Reason(
                f"{affected.about} is or may be protected, and {vacancy} suits but has not been offered.",
                "Offer it to that person first.",
                about=affected.about,
            )


def _protected_and_under_threat(context: Context) -> Iterator[Act[Affect]]:
    """Everyone under threat in any change who is or may be protected and has not left."""
    under_threat = _under_threat_since(context.bearing)
    for affected in context.bearing.every(Affect):
        if (affected.matter, affected.about) in under_threat and is_or_may_be_protected(context.bearing, affected.body.person, context.today):
            if _has_ended(context.bearing, affected) is None:
                yield affected


def _under_threat_since(view: Dossier) -> dict[tuple[str, str | None], date]:
    """Since when each person, by matter and code, is under threat: declared at risk, or to be dismissed, or under notice, however it came to that."""
    from evenhand.procedure.change.deciding import DecideDismissal
    from evenhand.procedure.change.leaving import NoticeGiven

    found: list[Act[Any]] = [*view.every(DeclareAtRisk), *view.every(DecideDismissal), *view.every(NoticeGiven)]
    since: dict[tuple[str, str | None], date] = {}
    for one in sorted(found, key=lambda act: act.happened_on):
        since.setdefault((one.matter, one.about), one.happened_on)
    return since


def _offered(view: Dossier, affected: Act[Affect], vacancy: str) -> bool:
    offers = view.every(OfferVacancy, affected.about)
    return any((offer.matter, offer.body.vacancy) == (affected.matter, vacancy) for offer in offers)


def _has_ended(bearing: Dossier, affected: Act[Affect]) -> Act[EmploymentEnded] | None:
    """The end of this employment of hers; another that she has may go on."""
    ended = bearing.every(EmploymentEnded, affected.body.person)
    return next((end for end in ended if end.body.employment == affected.body.employment), None)


@duty("answer-protected-period", Strength.LAW, matter="change", cites=_MAPLE)
def answer_protected_period(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Once the employer has been told of pregnancy or family leave, a named person answers whether a protected period runs."""
    for affected in dossier.every(Affect):
        for told, answer in what_the_employer_was_told(context.bearing, affected.body.person):
            yield Duty(
                rule="answer-protected-period",
                owner=Office.CONFIDENTIAL_HR,
                owed_to=f"employee {affected.about}",
                about=affected.about,
                says=f"Answer whether what the employer was told of {affected.about} protects the person, from when to when.",
                arose_from=told.position,
                due_on=told.happened_on,
                discharged_by=answer.position if answer else None,
                exposure=_UNFAIR_WHATEVER_THE_SERVICE,
                audience=Audience.PROTECTED,
            )


@duty("offer-suitable-vacancy", Strength.LAW, matter="change", cites=_MAPLE)
def offer_suitable_vacancy(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """From the day that the employer was told, and the post is under threat, until the employment ends, every vacancy open in that time is considered,
    and what suits is offered.

    It stands until each is dealt with, closed ones included; closing a vacancy does not undo what was owed while it was open.
    """
    under_threat = _under_threat_since(dossier)
    for affected in dossier.every(Affect):
        since = under_threat.get((affected.matter, affected.about))
        if since is None:
            continue
        for told, answer in what_the_employer_was_told(context.bearing, affected.body.person):
            if answer is None or answer.body.runs:
                yield _offer(dossier, context, affected, told.position, max(told.happened_on, since))


def _offer(dossier: Dossier, context: Context, affected: Act[Affect], arose_from: int, since: date) -> Duty:
    said = looked_at(dossier, affected.about)
    outstanding = [
        vacancy
        for vacancy in vacancies_since(context.bearing, since)
        if vacancy not in said or (said[vacancy].suitable and not _offered(dossier, affected, vacancy))
    ]
    ends_on = _ends_on(dossier, affected.about)
    ended = _has_ended(context.bearing, affected)
    return Duty(
        rule="offer-suitable-vacancy",
        owner=Office.HR_ADVISER,
        owed_to=f"employee {affected.about}",
        about=affected.about,
        says=f"Consider {', '.join(outstanding) or 'each vacancy that opens'} for {affected.about}, and offer what suits before the employment ends.",
        arose_from=arose_from,
        due_on=ends_on,
        discharged_by=ended.position if ended and not outstanding else None,
        steps=(ConsiderVacancies, OfferVacancy),
        exposure=_UNFAIR_WHATEVER_THE_SERVICE,
        audience=Audience.PROTECTED,
    )


def _ends_on(dossier: Dossier, code: str | None) -> date | None:
    from evenhand.procedure.change.under_notice import ends_on_as_it_stands, standing_notice

    notice = standing_notice(dossier, code)
    return ends_on_as_it_stands(dossier, notice) if notice else None
