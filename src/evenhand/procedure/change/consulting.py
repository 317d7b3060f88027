"""Consulting: s.188 to each union, each person told, HR1, representations answered, the three subjects, and consultation complete when someone says so."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import HR, Audience, Office
from evenhand.procedure.change.counting import counts
from evenhand.procedure.change.informing import AWARD, BY_A_UNION, ReplyServed, WarnPerson, by_law_or_policy, has_had, tells_of, unserved
from evenhand.procedure.change.proposing import LEAD, Affect
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Reason, Strength, gate, not_recorded
from evenhand.procedure.trust.governing import holds_power

Subject = Literal["avoiding dismissals", "reducing their number", "mitigating them"]


SUBJECTS: tuple[Subject, ...] = ("avoiding dismissals", "reducing their number", "mitigating them")


@act("change.union_representation", by=BY_A_UNION, audience=Audience.PARTIES, stage="consulting", reported=True, binds=True, settled_by_the_other_side=True)
class UnionRepresentation(Body):
    """A union made a point in consultation. Whoever records it, it binds the trust to answer."""

    union: Words
    subject: Subject | Literal["other"]
    point: Words


@act(
    "change.employee_representation",
    by=HR | LEAD | {Office.EMPLOYEE},
    audience=Audience.PERSON,
    stage="consulting",
    reported=True,
    binds=True,
    about_a_person=True,
    settled_by_the_other_side=True,
)
class EmployeeRepresentation(Body):
    """Someone affected made a point about it, for herself. It is answered like a union's, and is nobody else's business."""

    subject: Subject | Literal["other"]
    point: Words


class _Answer(Body):
    representation: int
    outcome: Literal["accepted", "accepted in part", "not accepted"]
    reasons: Words
    what_changed: str = ""


@act("change.answer_union", by=HR | LEAD, audience=Audience.PARTIES, stage="consulting")
class AnswerUnion(_Answer):
    """The considered answer to a union's representation, with its reasons."""


@act("change.answer_employee", by=HR | LEAD, audience=Audience.PERSON, stage="consulting", about_a_person=True)
class AnswerEmployee(_Answer):
    """The considered answer to an employee's representation, with its reasons."""


@act("change.record_subject_outcome", by=HR | LEAD, audience=Audience.PARTIES, stage="consulting")
class RecordSubjectOutcome(Body):
    """What consultation came to on one of the three subjects that the statute names, and with which unions it was held."""

    subject: Subject
    unions: tuple[str, ...]
    outcome: Words


class Considered(Body):
    """One representation, by the position of its act, and how it was considered."""

    representation: int
    conclusion: Words


@act("change.complete_consultation", by=HR | LEAD, audience=Audience.PARTIES, stage="consulting")
class CompleteConsultation(Body):
    """A named person says that consultation is complete, representation by representation. Elapsed days never say so."""

    considered: tuple[Considered, ...]
    statement: Words

    def figures(self, dossier: Dossier, draft: Draft[Any], context: Context) -> Mapping[str, Any]:
        """The counts that consultation was about."""
        return {"counts": [count.as_figure() for count in counts(dossier)]}


def representations(dossier: Dossier) -> list[Act[Any]]:
    """Every representation made, by unions and by employees."""
    return [*dossier.every(UnionRepresentation), *dossier.every(EmployeeRepresentation)]


def answers_given(dossier: Dossier) -> dict[int, Act[Any]]:
    """The latest answer to each representation that has one, by the position of the representation."""
    given: list[Act[Any]] = [*dossier.every(AnswerUnion), *dossier.every(AnswerEmployee)]
    return {answer.body.representation: answer for answer in given}


def reply_to(dossier: Dossier, said: Act[Any], answer: Act[Any]) -> Act[Any] | None:
    """The first service of an answer on whoever made the representation, none before the day on which it was given."""
    if said.about is not None:
        return has_had(dossier, answer)
    replies = [reply for reply in dossier.every(ReplyServed) if reply.body.letter == answer.position and reply.body.union == said.body.union]
    return next((reply for reply in replies if tells_of(reply, answer)), None)


def made_by(said: Act[Any]) -> str:
    """Whose representation it is, in words."""
    return getattr(said.body, "union", None) or f"employee {said.about}"


@sense(AnswerUnion, AnswerEmployee)
def an_answer_to_something(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[str]:
    """The representation is on record, and is of the kind that this answers."""
    kind = UnionRepresentation if isinstance(draft.body, AnswerUnion) else EmployeeRepresentation
    said = dossier.at(kind, draft.body.representation)
    if said is None:
        yield f"Act {draft.body.representation} is not a representation of that kind in this change."
    elif said.about != draft.about:
        yield f"Act {draft.body.representation} was not made by the person whom you answer."


@by_law_or_policy("every-union-served", "every-union-told", on=(CompleteConsultation,), cites="TULRCA 1992 s.188(1B), (4), (5)", exposure=AWARD)
def every_union_served(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Each recognised union has information that tells the numbers as they are, delivered as the statute names."""
    yield from unserved(dossier, context)


@by_law_or_policy(
    "every-representation-answered",
    "every-representation-replied-to",
    on=(CompleteConsultation,),
    cites="TULRCA 1992 s.188(2); Junk C-188/03",
    exposure=AWARD,
)
def every_representation_answered(dossier: Dossier, draft: Draft[CompleteConsultation], context: Context) -> Iterator[Reason]:
    """Each representation made so far has an answer that was served, and is among those that the person says were considered."""
    answers, considered = answers_given(dossier), {one.representation for one in draft.body.considered}
    for said in representations(dossier):
        answer = answers.get(said.position)
        whose = "an employee" if said.about else made_by(said)  # which employee spoke is nobody else's business: the number tells those who may know
        if answer is None:
            yield not_recorded(f"The representation of {whose} (no. {said.number}) has no answer.", "Answer it, with reasons.")
        elif reply_to(dossier, said, answer) is None:
            yield not_recorded(f"The answer to {whose} (no. {said.number}) has not been served.", "Serve it, and record the day.")
        if said.position not in considered:
            yield Reason(f"Representation no. {said.number} is not among those considered.", "Say how it was considered.")


@by_law_or_policy("subjects-covered", "subjects-recorded", on=(CompleteConsultation,), cites="TULRCA 1992 s.188(2)", exposure=AWARD)
def subjects_covered(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Consultation was about avoiding dismissals, reducing their number and mitigating them, and what it came to is recorded."""
    covered = {outcome.body.subject for outcome in dossier.every(RecordSubjectOutcome)}
    for subject in SUBJECTS:
        if subject not in covered:
            yield not_recorded(f"Nothing is recorded of consultation on {subject}.", "Consult on it, and record what it came to.")


@gate("everyone-affected-told", Strength.POLICY, on=(CompleteConsultation,), cites="ERA 1996 s.98(4)")
def everyone_affected_told(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Each person affected has had the letter that her job may be at risk, whoever is away."""
    for code in dict.fromkeys(affected.about for affected in dossier.every(Affect)):
        warning = dossier.latest(WarnPerson, code)
        if warning is None or has_had(dossier, warning) is None:
            yield not_recorded(f"{code} has not had the letter that the job may be at risk.", "Serve it, and record how it arrived.")


@gate("answers-come-from-the-head", Strength.POLICY, on=(AnswerUnion, AnswerEmployee), cites="the trust's scheme of delegation")
def answers_come_from_the_head(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """A representation is answered by whoever the policy says answers it."""
    if not holds_power(draft.actor, "reply_to_representations", context):
        yield Reason("You may not answer representations for the trust.", "The head or chief executive answers, or delegates it on record.")


def comes_first(fact: Act[Any], dossier: Dossier, draft: Draft[Any]) -> bool:
    """Whether the fact is shown to come before the draft: it lies on an earlier day, or in the record before what is done here, or before the person's letter
    of notice that a report of the same day says was given."""
    from evenhand.procedure.change.leaving import ReleaseNotice

    if not draft.reported or fact.happened_on != draft.happened_on:
        return True
    letter = dossier.at(ReleaseNotice, getattr(draft.body, "letter", None) or -1)
    return letter is not None and letter.about == draft.about and letter.position > fact.position


def consultation_is_unfinished(dossier: Dossier, draft: Draft[Any], context: Context) -> Iterator[Reason]:
    """Nobody has said that consultation is complete, or what it was about has changed since, or a representation made in time was left out."""
    complete = dossier.latest(CompleteConsultation)
    if complete is None:
        yield not_recorded("Consultation is not complete: nobody has said so.", "A named person says so, representation by representation.")
        return
    if not comes_first(complete, dossier, draft):
        yield not_recorded("Consultation was completed on the same day, and which came first is not recorded.", "Record the letter that was released after it.")
    if (complete.figures or {}).get("counts") != [count.as_figure() for count in counts(dossier)]:
        yield Reason(
            "The numbers have changed since consultation was completed.", "Serve the unions again and complete consultation on the numbers as they are."
        )
    considered = {one.representation for one in complete.body.considered}
    for said in representations(dossier):
        if said.happened_on <= complete.happened_on and said.position not in considered:
            yield Reason(f"Representation no. {said.number} was made in time and was not considered.", "Answer it and complete consultation again.")
    yield from unserved(dossier, context)


@duty("reply-to-representations", Strength.POLICY, matter="change", cites="ERA 1996 s.98(4)")
def reply_to_representations(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """Every representation gets a considered answer, whenever it was made; it is a reply once whoever made it has it."""
    answers = answers_given(dossier)
    for said in representations(dossier):
        answer = answers.get(said.position)
        reply = reply_to(dossier, said, answer) if answer else None
        yield Duty(
            rule="reply-to-representations",
            owner=Office.HEADTEACHER,
            owed_to=made_by(said),
            about=said.about,
            says=f"Answer representation no. {said.number}, and serve the answer.",
            arose_from=said.position,
            discharged_by=reply.position if reply else None,
            audience=said.kind.audience,
        )
