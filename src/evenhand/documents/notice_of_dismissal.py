"""Notice of dismissal because of redundancy: the last day, the notice, an estimate with its working, what was considered, and what can still be done."""

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Block, Heading, Letter, Paragraph, Table, apart
from evenhand.documents.phrases import TELL_HR, TRY_ANOTHER_JOB, bullets, in_brief, key_facts, talk_to_someone, written
from evenhand.documents.redundancy_pay import payment_of, sum_of, working
from evenhand.documents.source import Source, job_of, worded
from evenhand.law.answers import so_many
from evenhand.law.era_1996.notice import statutory_notice_weeks
from evenhand.procedure.change.avoiding import WHERE, ConsiderMeasure
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.redeploying import looked_at
from evenhand.procedure.change.selecting import Select

_MEETINGS = {
    "first": "about the need, the group, the criteria and other ways",
    "second": "about your scores",
    "redeployment": "about other jobs",
    "decision": "before the decision",
}
_OUTCOMES = {"held": "held", "refused": "offered, and refused", "absent": "offered, and not attended"}


@worded
def notice_of_dismissal(source: Source[ReleaseNotice]) -> Letter:
    """The letter of notice. Its last day and its estimate are those that the act recorded."""
    last_day = day_in_words(source.act.body.ends_on)
    blocks = [
        Paragraph(f"{source.trust} gives you notice that your job as {job_of(source.employment)} ends at the end of {last_day}. The reason is redundancy."),
        Paragraph("Notice is given on the day on which you read this letter, or could fairly have read it. That day itself is not counted."),
        _facts(source, last_day),
        Heading("Your notice"),
        *bullets(*_length(source)),
        Heading("Your redundancy payment: an estimate"),
        *_estimate(source),
        *_why(source),
        *_considered(source),
        Heading("Your right to appeal"),
        Paragraph(_appeal(source)),
        Heading("Until your job ends"),
        *bullets(*_until_then(source)),
        *talk_to_someone(source),
    ]
    return source.letter("Notice of dismissal because of redundancy", blocks)


def _facts(source: Source[ReleaseNotice], last_day: str) -> Block:
    return key_facts(
        ("Your last day", last_day),
        ("Your job", job_of(source.employment)),
        ("Redundancy payment, an estimate", sum_of(payment_of(source))),
        ("Who to ring or write to", in_brief(source.people.contact)),
    )


def _length(source: Source[ReleaseNotice]) -> list[str | None]:
    facts, written_on = source.employment, source.act.happened_on
    weeks = statutory_notice_weeks(facts.service_from, written_on)
    by_contract = facts.contract == "statutory" and facts.contract_weeks
    return [
        f"The law asks for at least {so_many(weeks, 'week')} of notice, for service since {day_in_words(facts.service_from)} (ERA 1996 s.86). "
        f"Assumes that you get this letter on {day_in_words(written_on)}.",
        f"Your contract asks for {so_many(facts.contract_weeks or 0, 'week')}. The longer of the two holds." if by_contract else None,
        f"Assumes that your contract has the Burgundy Book's terms: a {facts.contract}'s job ends only on one of the three leaving dates of the year."
        if facts.contract != "statutory"
        else None,
        f"If you get this letter later, or think that the notice is too short, tell {source.contact}.",
    ]


def _estimate(source: Source[ReleaseNotice]) -> list[Block]:
    payment = payment_of(source)
    if not payment["eligible"]:
        return [
            Paragraph("On the facts on record there is no right to a statutory redundancy payment. Tell HR if a fact below is wrong."),
            *working(payment, "", 3),
        ]
    says = (
        f"The estimate is {sum_of(payment)}. It is the payment that the statute gives, not an offer. "
        "A written statement of how the payment was worked out must come with the payment or before it (ERA 1996 s.165). Tell HR now if a fact below is wrong."
    )
    return [Paragraph(says), *working(payment, "Estimate", 3)]


def _why(source: Source[ReleaseNotice]) -> list[Block]:
    decision = source.dossier.at(DecideDismissal, source.act.body.decision)
    chosen = source.dossier.latest(Select, source.act.about)
    blocks: list[Block] = [Heading("Why you")]
    if decision:
        blocks += [Paragraph(f"It was decided on {day_in_words(decision.happened_on)}, for these reasons:"), written(decision.body.because)]
    else:
        blocks.append(Paragraph("No decision is on record."))
    if chosen and chosen.body.selected:
        figures = chosen.figures or {}
        blocks.append(
            Paragraph(
                f"You had {so_many(figures['points'], 'point')} in the group '{apart(chosen.body.pool)}'. "
                f"The number to be selected was {figures['to_be_selected']:,}, fewest points first."
            )
        )
    return blocks


def _considered(source: Source[ReleaseNotice]) -> list[Block]:
    """Meetings, vacancies and measures on record by then: what was looked at, and what came of it."""
    completed = source.dossier.latest(CompleteConsultation)
    met = [
        f"Meeting {_MEETINGS[one.body.purpose]}: {_OUTCOMES[one.body.outcome]} on {day_in_words(one.happened_on)}."
        for one in source.dossier.every(Meeting, source.act.about)
    ]
    said = f"Consultation was recorded as complete on {day_in_words(completed.happened_on)}." if completed else None
    return [Heading("What was considered"), *bullets(said, *met), *_vacancies(source), *_measures(source)]


def _vacancies(source: Source[ReleaseNotice]) -> list[Block]:
    rows = tuple(
        (apart(vacancy), "Suits" if one.suitable else "Does not suit", one.because) for vacancy, one in looked_at(source.dossier, source.act.about).items()
    )
    if not rows:
        return [Paragraph("No vacancy is on record as considered for you.")]
    return [Table("Vacancies considered for you", ("Vacancy", "What was found", "Why"), rows, (3, 3, 6))]


def _measures(source: Source[ReleaseNotice]) -> list[Block]:
    found: dict[str, dict[str, str]] = {}
    for one in source.dossier.every(ConsiderMeasure):
        found.setdefault(one.body.measure, {})[one.body.where] = f"{one.body.outcome.capitalize()}. {one.body.reasons}"
    if not found:
        return []
    rows = tuple((measure.replace("-", " ").capitalize(), *(said.get(where, "Not recorded") for where in WHERE)) for measure, said in found.items())
    return [Table("Ways of avoiding dismissals", ("Measure", *(f"In {where}" for where in WHERE)), rows, (4, 4, 4))]


def _appeal(source: Source[ReleaseNotice]) -> str:
    """As far as the pinned policy says: whether it has a stage for appeals. Its time limits are in no pack yet."""
    pack, contact = source.context.pack, source.contact
    if pack is not None and "appealing" in pack.stages(source.case.track):
        return (
            f"You can appeal. The policy '{apart(pack.contents.title)}' has a stage for appeals after notice. The last day to appeal is not on record here, "
            f"and it can come soon. Ask {contact} for it as soon as you get this letter, and who decides."
        )
    return f"The policy on record does not say how to appeal. Ask {contact} as soon as you get this letter."


def _until_then(source: Source[ReleaseNotice]) -> list[str | None]:
    return [
        "You can still be offered another job.",
        source.by_policy("consider-new-vacancies", "Each vacancy that opens is looked at for you"),
        TRY_ANOTHER_JOB,
        "You may have a right to paid time off to look for work or arrange training (ERA 1996 s.52). It depends on your service. Ask before you take it.",
        f"{TELL_HR} It can change your rights.",
        "A claim to an employment tribunal has a short time limit. An appeal does not stop that clock. Ask your union or Acas for the last day.",
    ]
