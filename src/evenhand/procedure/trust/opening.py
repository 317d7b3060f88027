"""For what the steps of the trust's own matter, and those on the record itself, can be taken now."""

from collections.abc import Iterator

from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.amending import Confirm, Depart, Dispute
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.context import Context
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven, undertakings_in_force
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import GATES, Strength
from evenhand.procedure.openings import Opening, openings
from evenhand.procedure.trust.governing import RecogniseUnion
from evenhand.procedure.trust.people import (
    AnswerProtectedPeriod,
    CloseVacancy,
    EmployerTold,
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


@openings(RecogniseUnion)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield Opening()


@openings(UndertakingEnded)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for given in undertakings_in_force(context.bearing, context.today):
        if dossier.at(UndertakingGiven, given.position):
            yield Opening(f"{given.body.union}: {given.body.promise}", fields={"union": given.body.union, "given": given.position})


@openings(Depart)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for rule, asked in GATES.items():
        if asked.strength is Strength.POLICY and context.clauses(rule):
            yield Opening((asked.asks.__doc__ or rule).split(".")[0] + ".", fields={"rule": rule})
