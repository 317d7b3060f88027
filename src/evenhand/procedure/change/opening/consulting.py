"""For what the steps up to consultation complete can be taken now."""

from collections.abc import Iterator
from typing import Any

from evenhand.procedure.change.avoiding import WHERE, ConsiderMeasure, InviteVolunteers
from evenhand.procedure.change.consulting import (
    SUBJECTS,
    AnswerEmployee,
    AnswerUnion,
    CompleteConsultation,
    EmployeeRepresentation,
    RecordSubjectOutcome,
    UnionRepresentation,
    answers_given,
    made_by,
    reply_to,
    representations,
)
from evenhand.procedure.change.informing import (
    LetterServed,
    ReleaseSection188,
    ReplyServed,
    Section188Served,
    WarnPerson,
    has_had,
    served_on,
    unions_to_consult,
)
from evenhand.procedure.change.notifying import Hr1Received, establishments_over_the_threshold, hr1_received
from evenhand.procedure.change.opening.people import affected
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.pooling import PublishCriteria, members
from evenhand.procedure.change.proposing import ApproveInPrinciple, ReviewUnavoidable
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.openings import Opening, openings

LETTERS = (WarnPerson, AnswerEmployee, PublishCriteria, DiscloseScores, DeclareAtRisk, StatePayment)


@openings(ReviewUnavoidable)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    if not dossier.every(ReviewUnavoidable):
        yield Opening()


@openings(ApproveInPrinciple)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    if not dossier.every(ApproveInPrinciple):
        yield Opening()


@openings(ReleaseSection188)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    waiting = {one.fields["union"] for one in _released(dossier)}
    for union in unions_to_consult(dossier, context):
        if served_on(dossier, union) is None and union not in waiting:
            yield Opening(union, fields={"union": union})


@openings(Section188Served)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from _released(dossier)


def _released(dossier: Dossier) -> Iterator[Opening]:
    served = {one.body.release for one in dossier.every(Section188Served)}
    for release in dossier.every(ReleaseSection188):
        if release.position not in served:
            yield Opening(release.body.union, fields={"union": release.body.union, "release": release.position})


@openings(WarnPerson)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    warned = {told.about for told in dossier.every(WarnPerson)}
    yield from (Opening(about=code) for code in affected(dossier) if code not in warned)


@openings(LetterServed)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for letter in (letter for kind in LETTERS for letter in dossier.every(kind)):
        people = members(dossier, letter.body.pool) if isinstance(letter.body, PublishCriteria) else [letter.about or ""]
        for code in people:
            if has_had(dossier, letter, code) is None:
                yield Opening(letter.kind.name, about=code, fields={"letter": letter.position})


@openings(ReplyServed)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    given = answers_given(dossier)
    for said in dossier.every(UnionRepresentation):
        answer = given.get(said.position)
        if answer and reply_to(dossier, said, answer) is None:
            yield Opening(f"{said.body.union}: {said.body.point}", fields={"letter": answer.position, "union": said.body.union})


@openings(Hr1Received)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for establishment in establishments_over_the_threshold(dossier, context):
        if hr1_received(dossier, establishment) is None:
            yield Opening(establishment, fields={"establishment": establishment})


@openings(UnionRepresentation)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from (Opening(union, fields={"union": union}) for union in unions_to_consult(dossier, context))


@openings(EmployeeRepresentation)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from (Opening(about=code) for code in affected(dossier))


@openings(AnswerUnion)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from _unanswered(dossier, UnionRepresentation)


@openings(AnswerEmployee)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    yield from _unanswered(dossier, EmployeeRepresentation)


def _unanswered(dossier: Dossier, kind: Any) -> Iterator[Opening]:
    given = answers_given(dossier)
    for said in dossier.every(kind):
        if said.position not in given:
            yield Opening(f"{getattr(said.body, 'union', 'No. ' + str(said.number))}: {said.body.point}", said.about, {"representation": said.position})


@openings(RecordSubjectOutcome)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    recorded = {found.body.subject for found in dossier.every(RecordSubjectOutcome)}
    for subject in SUBJECTS:
        if subject not in recorded:
            yield Opening(subject, fields={"subject": subject, "unions": unions_to_consult(dossier, context)})


@openings(CompleteConsultation)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    said, complete = representations(dossier), dossier.latest(CompleteConsultation)
    considered = {one.representation for one in complete.body.considered} if complete else set()
    if complete is None or any(one.position not in considered and one.happened_on <= complete.happened_on for one in said):
        rows = tuple({"representation": one.position, "label": f"{made_by(one)}: {one.body.point}"} for one in said)
        yield Opening(rows=rows, probe={"considered": [{"representation": one.position, "conclusion": "?"} for one in said]})


@openings(ConsiderMeasure)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    considered = {(found.body.measure, found.body.where) for found in dossier.every(ConsiderMeasure)}
    for measure in context.pack.setting("avoidance_measures") if context.pack else ():
        for where in WHERE:
            if (measure, where) not in considered:
                yield Opening(f"{measure.replace('-', ' ')}: {where}", fields={"measure": measure, "where": where})


@openings(InviteVolunteers)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    asked = {one.body.time for one in dossier.every(InviteVolunteers)}
    yield from (Opening(f"at the time of {time}", fields={"time": time}) for time in ("consultation", "selection") if time not in asked)
