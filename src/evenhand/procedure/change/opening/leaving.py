"""For what the steps from at risk to payment can be taken now."""

from collections.abc import Iterator
from typing import Any

from evenhand.procedure.acts import Act
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.opening.people import affected, at_risk, facing_dismissal, selected
from evenhand.procedure.change.paying import Paid, StatePayment
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.change.redeploying import ConsiderVacancies, ConsultHr, DeclareAtRisk, OfferAnswered, OfferVacancy, looked_at
from evenhand.procedure.change.under_notice import ExtendNotice, NoticeWithdrawn, standing_notice
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.openings import Opening, openings
from evenhand.procedure.trust.people import open_vacancies


@openings(DeclareAtRisk)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    declared = {told.about for told in dossier.every(DeclareAtRisk)}
    yield from (Opening(about=code) for code in selected(dossier) if code not in declared)


@openings(ConsiderVacancies)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for code in at_risk(dossier):
        left = [name for name in open_vacancies(context.bearing) if name not in looked_at(dossier, code)]
        if left:
            yield Opening(about=code, rows=tuple({"vacancy": name, "label": name} for name in left))


@openings(OfferVacancy)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    offered = {(one.about, one.body.vacancy) for one in dossier.every(OfferVacancy)}
    for code in at_risk(dossier):
        for name, looked in looked_at(dossier, code).items():
            if looked.suitable and (code, name) not in offered and name in open_vacancies(context.bearing):
                yield Opening(name, about=code, fields={"vacancy": name})


@openings(OfferAnswered)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    answered = {one.body.offer for one in dossier.every(OfferAnswered)}
    yield from (Opening(one.body.vacancy, one.about, {"offer": one.position}) for one in dossier.every(OfferVacancy) if one.position not in answered)


@openings(ConsultHr)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    consulted = {one.about for one in dossier.every(ConsultHr)}
    yield from (Opening(about=code) for code in at_risk(dossier) if code not in consulted)


@openings(DecideDismissal)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    decided = {one.about for one in dossier.every(DecideDismissal)}
    probe = {"ends_on": proposal(dossier).body.first_dismissal_on}
    yield from (Opening(about=code, probe=probe) for code in facing_dismissal(dossier) if code not in decided)


@openings(ReleaseNotice)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    decisions: dict[str | None, Act[Any]] = {one.about: one for one in dossier.every(DecideDismissal)}
    released = {one.body.decision for one in dossier.every(ReleaseNotice)}
    for code in facing_dismissal(dossier):
        decision = decisions.get(code)
        if decision is None:
            probe = {"ends_on": proposal(dossier).body.first_dismissal_on}
            yield Opening(about=code, probe=probe, waits="No dismissal has been decided. Decide it first, after a meeting.", needs=DecideDismissal)
        elif decision.position not in released:
            yield Opening(about=code, fields={"decision": decision.position, "ends_on": decision.body.ends_on})


@openings(NoticeGiven)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    given = {one.body.letter for one in dossier.every(NoticeGiven)}
    for letter in dossier.every(ReleaseNotice):
        if letter.position not in given:
            yield Opening(about=letter.about, fields={"letter": letter.position, "ends_on": letter.body.ends_on})


@openings(ExtendNotice, NoticeWithdrawn)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for code in affected(dossier):
        notice = standing_notice(dossier, code)
        if notice:
            yield Opening(about=code, fields={"notice": notice.position})


@openings(StatePayment)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    stated = {one.about for one in dossier.every(StatePayment)}
    for code in affected(dossier):
        notice = standing_notice(dossier, code)
        if notice and code not in stated:
            yield Opening(about=code, fields={"notice": notice.position})


@openings(Paid)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    paid = {one.about for one in dossier.every(Paid)}
    yield from (Opening(about=one.about) for one in dossier.every(StatePayment) if one.about not in paid)
