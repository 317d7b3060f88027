"""The written information to one union: every item of TULRCA 1992 s.188(4), (a) to (i), from the acts; or the same by policy, below the threshold."""

from datetime import date
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Addressee, Block, Heading, Letter, Paragraph, Table, apart
from evenhand.documents.phrases import NOT_RECORDED, bullets, first_dismissal, in_brief, key_facts, reach, reply_time, written
from evenhand.documents.source import Source, worded
from evenhand.law.answers import so_many
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.context import Context
from evenhand.procedure.trust.governing import RecogniseUnion

_ACT = "section 188 of the Trade Union and Labour Relations (Consolidation) Act 1992"


def head_office_of(union: str, context: Context) -> Addressee:
    """The union at its head office, to which s.188(5) lets the information be posted; without lines where none is on record."""
    known = next((one.body for one in reversed(context.bearing.every(RecogniseUnion)) if one.body.union == union), None)
    return Addressee(union, tuple(known.head_office.splitlines()) if known else ())


@worded
def section_188_notice(source: Source[ReleaseSection188]) -> Letter:
    """The information for one union. Its counts, totals and days are those that the act recorded."""
    union = apart(source.act.body.union)
    blocks = [
        *_opening(source, union),
        *_items(source),
        *_more(source),
        Heading("What happens next"),
        *bullets(*_next(source, union)),
        Heading("Who to write to"),
        Paragraph(reach(source.people.contact)),
    ]
    return source.letter(f"Information for consultation: {apart(source.case.title)}", blocks)


def _opening(source: Source[ReleaseSection188], union: str) -> list[Block]:
    days, earliest = source.figures["minimum_days"], source.figures["earliest_dismissal_if_served_today"]
    if days is None:
        why = f"{source.trust} gives {union} this information so that {union} can be consulted. {_below_the_threshold(source)}"
        return [Paragraph(why), _facts(source, "")]
    delivered_on = day_in_words(source.act.happened_on)
    return [
        Paragraph(f"{source.trust} gives {union} this information under {_ACT}. Each item carries the letter that it has in section 188(4)."),
        _facts(source, day_in_words(date.fromisoformat(earliest))),
        Paragraph(
            f"At least {so_many(days, 'clear day')} must lie between the start of consultation and the first dismissal: neither of the two days counts "
            f"(section 188(1A)). Assumes that this is delivered to every recognised union on {delivered_on}, and that form HR1 is received no later."
        ),
        Paragraph("Days that have gone by do not end consultation. A named person must say, point by point, that it is complete."),
    ]


def _below_the_threshold(source: Source[ReleaseSection188]) -> str:
    by_law = f"By the numbers on record {_ACT} does not ask for it."
    return " ".join(filter(None, (by_law, source.by_policy("union-information-complete", "Trust policy does"))))


def _facts(source: Source[ReleaseSection188], earliest: str) -> Block:
    return key_facts(
        ("The proposal", apart(source.case.title)),
        ("First dismissal proposed", first_dismissal(source)),
        ("No dismissal can take effect before", earliest),
        ("Questions and replies to", in_brief(source.people.contact)),
    )


def _items(source: Source[ReleaseSection188]) -> list[Block]:
    case = source.case
    return [
        Heading("What is proposed"),
        written(case.details),
        Heading("(a) Reasons for the proposal"),
        Paragraph(f"Reason: {case.reason_for_change}."),
        written(case.rationale),
        Heading("(b) Numbers and descriptions of those proposed to be dismissed"),
        *_numbers(source),
        Heading("(c) Total number employed of each description"),
        _employed(source),
        Heading("(d) How people would be selected"),
        written(case.selection_method),
        Heading("(e) How the dismissals would be carried out, and when"),
        written(case.dismissal_method),
        Paragraph(f"They would take effect from {first_dismissal(source)} to {day_in_words(case.last_dismissal_on)}."),
        Heading("(f) How redundancy payments would be worked out"),
        written(case.payment_method),
        Heading("(g) to (i) Agency workers: how many, where, at what work"),
        *_agency_workers(source),
    ]


def _numbers(source: Source[ReleaseSection188]) -> list[Block]:
    counts = source.figures["counts"]
    rows = tuple((apart(one["establishment"]), f"{one['by_statute']:,}", f"{one['by_policy']:,}") for one in counts)
    differ = [f"{apart(one['establishment'])}: {because}" for one in counts for because in one["because"]]
    lines = tuple(
        (apart(line.job), apart(line.establishment), line.staff_group, f"{line.posts_now:,}", f"{line.posts_proposed:,}") for line in source.case.lines
    )
    return [
        Table(
            "Proposed dismissals at each establishment",
            ("Establishment", "Employees, by the statute's count", "Filled posts, by the policy's count"),
            rows,
            (4, 3, 3),
            (1, 2),
        ),
        *bullets(*differ),
        Table("The jobs that they are in", ("Job", "Establishment", "Staff", "Posts now", "Posts proposed"), lines, (3, 3, 2, 2, 2), (3, 4)),
    ]


def _employed(source: Source[ReleaseSection188]) -> Block:
    rows = tuple((apart(job), apart(place), f"{number:,}") for place, job, number in source.figures["employed"])
    return Table("Employees in each job", ("Job", "Establishment", "Employed"), rows, (4, 4, 2), (2,))


def _agency_workers(source: Source[ReleaseSection188]) -> list[Block]:
    """Those that the act recorded; 'none' only where the proposal says none."""
    if source.case.agency_workers is None:
        return [Paragraph(NOT_RECORDED)]
    recorded: list[list[Any]] = source.figures["agency_workers"]
    if not sum(number for _, number, _, _ in recorded):
        return [Paragraph("None.")]
    rows = tuple((apart(place), f"{number:,}", where or NOT_RECORDED, work or NOT_RECORDED) for place, number, where, work in recorded)
    return [Table("Agency workers", ("Establishment", "(g) Number", "(h) Where", "(i) Work"), rows, (3, 2, 3, 4), (1,))]


def _more(source: Source[ReleaseSection188]) -> list[Block]:
    """What the case says beyond the statute's list, as far as it says anything."""
    case, found = source.case, list[Block]()
    for heading, text in (
        ("How and when it would be done", case.implementation),
        ("What it costs and saves", case.financial_implications),
        ("What it does to staff", case.effect_on_employees),
        ("Why vacancies do not meet the need", case.why_vacancies_do_not_meet_it),
    ):
        if text.strip():
            found += [Heading(heading), Paragraph(text)]
    return found


def _next(source: Source[ReleaseSection188], union: str) -> list[str]:
    consulted = [
        f"{union} can put forward points, in writing or in a meeting, on avoiding the dismissals, on having fewer of them, and on softening what they do.",
        f"{source.trust} must consider each point and answer it{reply_time(source)}.",
        "Each person affected is written to as well.",
    ]
    if source.figures["minimum_days"] is None:
        return consulted
    return [
        *consulted,
        f"{source.trust} must let representatives of {union} reach the employees affected, and give them what they need to do so (section 188(5A)).",
        f"Where form HR1 must go to the Secretary of State, {source.trust} must give {union} a copy (section 193(6)).",
        "The statute names delivery by hand or to an address given, and post to the union's head office (section 188(5)). "
        f"If this came only in another way, tell {source.contact}.",
    ]
