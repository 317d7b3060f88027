"""For what the steps of the trust's own matter, and those on the record itself, can be taken now."""

from collections.abc import Iterator
from typing import Any

from evenhand.policy.parts import Powers
from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.amending import Confirm, Depart, Dispute, Review, ReviewInConfidence
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.context import Context
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven, undertakings_in_force
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import GATES, Strength, asks_in_words
from evenhand.procedure.openings import Opening, openings
from evenhand.procedure.reviewing import reexamined
from evenhand.procedure.trust.governing import Appoint, Delegate, EndOffice, RecogniseUnion, office_holders
from evenhand.procedure.trust.people import (
    AnswerProtectedPeriod,
    CloseVacancy,
    EmployerTold,
    EmploymentEnded,
    ListVacancy,
    StateVacancies,
    open_vacancies,
    what_the_employer_was_told,
)


@openings(ListVacancy)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield Opening()


@openings(CloseVacancy)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from (Opening(name, fields={"vacancy": name}) for name in open_vacancies(context.bearing))


@openings(StateVacancies)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    names = open_vacancies(context.bearing)
    yield Opening(", ".join(names) or "none", fields={"vacancies": names})


def people_affected(bearing: Dossier) -> list[str]:
    """The ids of everyone whom any change affects, but for those whose identity was erased."""
    return sorted({person for act in bearing.every(Affect) for person in _person(act)})


def _person(act: Act[Affect]) -> Iterator[str]:
    try:
        yield act.body.person
    except MissingFact:
        return


@openings(EmployerTold)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from (Opening(about=person) for person in people_affected(context.bearing))


@openings(AnswerProtectedPeriod)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for person in sorted({told.about or "" for told in context.bearing.every(EmployerTold)}):
        for told, answer in what_the_employer_was_told(context.bearing, person):
            if answer is None:
                yield Opening(told.body.of, about=person, fields={"told": told.position})


@openings(Confirm)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for position in sorted(dossier.fold.unconfirmed):
        report = dossier.fold.at(position)
        if report and (dossier.known_at is None or position <= dossier.known_at):
            yield Opening(f"no. {report.number}", about=report.about, fields={"positions": [position]})


@openings(Dispute)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for report in dossier.fold.acts:
        if report.reported and (dossier.known_at is None or report.position <= dossier.known_at):
            yield Opening(f"no. {report.number}", about=report.about, fields={"position": report.position}, probe={"because": "?"})


@openings(RecogniseUnion, EmploymentEnded)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield Opening()


@openings(Appoint)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for office in Office:
        if office is Office.UNION_REPRESENTATIVE:
            yield from (Opening(union, fields={"office": office, "union": union}) for union in _recognised(context))
        elif office is not Office.EMPLOYEE:
            yield Opening(office, fields={"office": office, "union": None})


@openings(EndOffice)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for office in Office:
        yield from (Opening(office, about=person, fields={"office": office}) for person in sorted(office_holders(context.bearing, office)))


@openings(Delegate)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for power in Powers.model_fields:
        holders = frozenset(office for pack in context.packs.values() for office in pack.holders(power))
        yield Opening(power, fields={"power": power}, offices=holders)


def _recognised(context: Context) -> list[str]:
    return sorted({known.body.union for known in context.bearing.every(RecogniseUnion)})


@openings(UndertakingGiven)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from (Opening(union, fields={"union": union}) for union in _recognised(context))


@openings(UndertakingEnded)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for given in undertakings_in_force(context.bearing, context.today):
        if dossier.at(UndertakingGiven, given.position):
            yield Opening(f"{given.body.union}: {given.body.promise}", fields={"union": given.body.union, "given": given.position})


@openings(Depart)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for rule, asked in GATES.items():
        if asked.strength is Strength.POLICY and context.clauses(rule):
            yield Opening(asks_in_words(rule), fields={"rule": rule})


@openings(Review)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from _to_review(dossier, context, in_confidence=False)


@openings(ReviewInConfidence)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from _to_review(dossier, context, in_confidence=True)


def _to_review(dossier: Dossier, context: Context, *, in_confidence: bool) -> Iterator[Opening]:
    """What rests on a changed fact and nobody has looked at again. About nobody: a review is for the parties, and the act it names says of whom it was."""
    reviews: list[Act[Any]] = [*dossier.every(Review), *dossier.every(ReviewInConfidence)]
    seen = {(one.body.position, one.body.rule) for one in reviews}
    for found in reexamined(dossier, context) if context.pack else ():
        gate = found.answered.gate
        if (gate.audience is Audience.PROTECTED) is in_confidence and (found.act.position, gate.rule) not in seen:
            told = [reason.says for reason in found.answered.reasons if reason.audience in (None, gate.audience)]
            yield Opening(f"no. {found.act.number}: {' '.join(told)}", fields={"position": found.act.position, "rule": gate.rule})
