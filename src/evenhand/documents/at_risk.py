"""The first letter to somebody affected, 'your job may be affected', and the letter that declares somebody at risk of redundancy."""

from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Block, Heading, Letter, Paragraph, Table, apart
from evenhand.documents.phrases import TELL_HR, TRY_ANOTHER_JOB, bullets, first_dismissal, in_brief, key_facts, reply_time, talk_to_someone, written
from evenhand.documents.source import Source, job_of, worded
from evenhand.law.answers import so_many
from evenhand.procedure.change.avoiding import InviteVolunteers
from evenhand.procedure.change.informing import Section188Served, WarnPerson
from evenhand.procedure.change.proposing import Affect, employments_of, proposal
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.trust.people import ListVacancy, open_vacancies


@worded
def warning(source: Source[WarnPerson]) -> Letter:
    """The first letter: the job may be affected, nothing is decided, the unions know, and more will follow."""
    blocks = [
        Paragraph("This change may affect your job. Nothing has been decided about you. You do not have to do anything now."),
        _facts(source, ("Proposed on", day_in_words(proposal(source.dossier).happened_on))),
        *_what_the_trust_says(source, source.act.body.letter),
        *_the_proposal(source),
        *_unions_told(source),
        Heading("What happens next"),
        *bullets(*_after_the_warning(source)),
        *talk_to_someone(source),
    ]
    return source.letter(f"Your job may be affected: {apart(source.case.title)}", blocks)


@worded
def at_risk(source: Source[DeclareAtRisk]) -> Letter:
    """The letter that declares somebody at risk: what that means, what it is not, and what the trust must now do."""
    blocks = [
        Paragraph(
            f"{source.trust} has declared you at risk of redundancy. That means that your job may go, and that you have no other job in {source.trust} yet. "
            "This letter is not notice. Your job and your pay go on for now. You do not have to decide anything today."
        ),
        _facts(source, ("At risk since", day_in_words(source.act.happened_on))),
        *_what_the_trust_says(source, source.act.body.letter),
        *_the_proposal(source),
        *_how_selected(source),
        Heading("What happens next"),
        *bullets(*_once_at_risk(source)),
        *_vacancies(source),
        Heading("Your rights"),
        *bullets(*_rights_at_risk(source)),
        *talk_to_someone(source),
    ]
    return source.letter(f"You are at risk of redundancy: {apart(source.case.title)}", blocks)


def _facts(source: Source[Any], since: tuple[str, str]) -> Block:
    return key_facts(
        ("Your job", source.jobs),
        since,
        ("No dismissal is proposed before", first_dismissal(source)),
        ("Who to ring or write to", in_brief(source.people.contact)),
    )


def _what_the_trust_says(source: Source[Any], typed: str) -> list[Block]:
    return [Heading(f"What {source.trust} says to you"), Paragraph(typed)] if typed.strip() else []


def _the_proposal(source: Source[Any]) -> list[Block]:
    effects = [_effect(source, one.body) for one in employments_of(source.dossier, source.act.about)]
    return [Heading("What is proposed"), written(source.case.details), *bullets(*dict.fromkeys(effects)), Heading("Why"), written(source.case.rationale)]


def _effect(source: Source[Any], affected: Affect) -> str:
    """What the proposal does to this job, and to how many like it."""
    line = next((line for line in source.case.lines if (line.establishment, line.job) == (affected.establishment, affected.job)), None)
    like_it = f" There are {so_many(line.posts_now, 'post')} in it now; {line.posts_proposed:,} would stay." if line else ""
    says = {
        "in a pool": "people in this job would be compared with each other, all in the same way.",
        "deleted": "this post would go.",
        "changed": "this post would stay, and change.",
    }[affected.effect]
    expires = f" Your fixed term would end on {day_in_words(affected.expires_by_itself_on)} by itself." if affected.expires_by_itself_on else ""
    return f"{job_of(affected)}: {says}{like_it}{expires}"


def _unions_told(source: Source[Any]) -> list[Block]:
    served: dict[str, str] = {}
    for one in source.dossier.every(Section188Served):
        served.setdefault(one.body.union, day_in_words(one.happened_on))
    items = [f"{apart(union)} was given written information on {day}." for union, day in served.items()]
    return [Heading("Who has been told"), *bullets(*items)] if items else []


def _after_the_warning(source: Source[WarnPerson]) -> list[str | None]:
    invited = next(iter(source.dossier.every(InviteVolunteers)), None)
    return [
        f"You can put forward any point about this, in writing or by talking to {source.contact}. {source.trust} must consider it and answer it"
        f"{reply_time(source)}.",
        source.by_policy("met-before-any-score", "You are offered a meeting of your own before anyone is scored"),
        source.by_policy("criteria-reached-the-pool", "If people in the same job are compared, each gets the criteria in writing first"),
        f"You can ask to leave by choice. Asking commits you to nothing, and {source.trust} need not agree. Terms: {invited.body.terms}" if invited else None,
        "You are told in writing if you are at risk of redundancy. This letter does not say that you are.",
    ]


def _how_selected(source: Source[DeclareAtRisk]) -> list[Block]:
    chosen = source.dossier.latest(Select, source.act.about)
    if chosen is None or not chosen.body.selected:
        return []
    figures = chosen.figures or {}
    return [
        Heading("How you were selected"),
        Paragraph(
            f"You were selected on {day_in_words(chosen.happened_on)} from the group compared, '{apart(chosen.body.pool)}'. "
            f"You had {so_many(figures['points'], 'point')}. The number to be selected was {figures['to_be_selected']:,}, fewest points first"
            f"{source.clauses('selection-follows-the-points')}. Your own score sheet has each score and its reason."
        ),
    ]


def _once_at_risk(source: Source[DeclareAtRisk]) -> list[str | None]:
    return [
        source.by_policy("redeployment-meeting-held", "You are met about other jobs that you could do"),
        source.by_policy("every-vacancy-considered", f"Each vacancy in {source.trust} is looked at for you, with a reason where it does not suit"),
        source.by_policy("met-before-decision", "If no job is found you are met again, and can answer, before anyone decides to dismiss you"),
        "If it is decided to dismiss you, you get notice in another letter. It says the last day, the notice, and an estimate of any redundancy payment.",
    ]


def _vacancies(source: Source[DeclareAtRisk]) -> list[Block]:
    bearing = source.context.bearing
    opened = open_vacancies(bearing)
    rows = tuple(
        (
            apart(one.body.vacancy),
            apart(one.body.job),
            apart(one.body.establishment),
            day_in_words(one.body.closes_on) if one.body.closes_on else "Not recorded",
        )
        for one in bearing.every(ListVacancy)
        if one.body.vacancy in opened
    )
    heading = Heading("Vacancies today")
    if not rows:
        return [heading, Paragraph(f"No vacancy in {source.trust} is on record today. Ask {source.contact} which have come since.")]
    table = Table(f"Vacancies on record on {day_in_words(source.act.happened_on)}", ("Vacancy", "Job", "Where", "Closes"), rows, (2, 3, 3, 4))
    return [heading, Paragraph("Say which you want, or why one does not suit you."), table]


def _rights_at_risk(source: Source[DeclareAtRisk]) -> list[str | None]:
    return [
        f"{TRY_ANOTHER_JOB} A longer one, for retraining, must be agreed in writing before it starts.",
        "If you turn down a job that suits you without good reason, you can lose your redundancy payment (ERA 1996 s.141). Say why when you turn one down.",
        source.by_policy("own-scores-before-selection", "You can question your scores"),
        f"{TELL_HR} The law may then put you first for a job that suits (MAPLE Regulations 1999 reg.10 and the like).",
    ]
