"""One person's own scores: each criterion with its points, what they are out of, their weight and reason; the total; and how to question it."""

from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Block, Heading, Letter, LetterCannotBeMade, Paragraph, Table, apart
from evenhand.documents.phrases import bullets, in_brief, key_facts, talk_to_someone
from evenhand.documents.source import Source, in_policy, worded
from evenhand.law.answers import so_many
from evenhand.procedure.acts import Act
from evenhand.procedure.change.pooling import PublishCriteria, SealCriteria, sealed_for
from evenhand.procedure.change.selecting import DiscloseScores, Score, Select


@worded
def score_sheet(source: Source[DiscloseScores]) -> Letter:
    """Her own score sheet. Points and total are those that the act recorded; criteria are as they were sealed, word for word."""
    seal = sealed_for(source.dossier, source.act.body.pool)
    published = source.dossier.at(PublishCriteria, seal.body.publication) if seal else None
    if seal is None or published is None:
        raise LetterCannotBeMade([f"No criteria are sealed for {apart(source.act.body.pool)}. Seal them, and score against them."])
    figures = published.figures or {}
    criteria: list[dict[str, Any]] = list(figures.get("criteria", ()))
    blocks = [
        Paragraph(
            "These are your own points, and what produced each of them. Nobody else in the group gets this sheet. "
            "Those who decide, the managers who score, HR and the auditor can see it."
        ),
        _facts(source, seal, criteria),
        _points(source, criteria),
        Heading("Why you were given these points"),
        *(block for criterion in criteria for block in _reason(source, criterion)),
        Heading("How to question your points"),
        *bullets(*_how_to_question(source, figures.get("tie_break"))),
        *talk_to_someone(source),
    ]
    return source.letter(f"Your scores: {apart(source.act.body.pool)}", blocks)


def _facts(source: Source[DiscloseScores], seal: Act[SealCriteria], criteria: list[dict[str, Any]]) -> Block:
    return key_facts(
        ("Your job", source.jobs),
        ("Group compared", apart(source.act.body.pool)),
        ("Your points in all", f"{source.figures['total']:,} out of {_most(criteria):,}"),
        ("Criteria fixed on", day_in_words(seal.happened_on)),
        ("Who to ring or write to", in_brief(source.people.contact)),
    )


def _most(criteria: list[dict[str, Any]]) -> int:
    return sum(criterion["weight"] * criterion["highest"] for criterion in criteria)


def _points(source: Source[DiscloseScores], criteria: list[dict[str, Any]]) -> Block:
    """The recorded points, criterion by criterion; one without points says so."""
    given: dict[str, int] = source.figures["points"]
    rows = [
        (apart(one["name"]), str(given.get(one["id"], "Not scored")), str(one["highest"]), f"× {one['weight']}", _counted(given.get(one["id"]), one["weight"]))
        for one in criteria
    ]
    rows.append(("In all", "", "", "", f"{source.figures['total']:,}"))
    return Table("Your points", ("Criterion", "Points", "Out of", "Weight", "Counts as"), tuple(rows), (5, 2, 2, 2, 2), (1, 2, 3, 4), total=True)


def _counted(points: int | None, weight: int) -> str:
    return "" if points is None else str(points * weight)


def _reason(source: Source[DiscloseScores], criterion: dict[str, Any]) -> list[Block]:
    heading = Heading(apart(criterion["name"]), 3)
    scored = next((score for score in source.dossier.every(Score, source.act.about) if score.body.criterion == criterion["id"]), None)
    if scored is None:
        return [heading, Paragraph("Not scored.")]
    return [heading, Paragraph(_band(criterion, scored.body.points)), Paragraph(f"Reason given: {scored.body.reason}"), Paragraph(_scored_by(source, scored))]


def _band(criterion: dict[str, Any], points: int) -> str:
    """What so many points mean, in the words of the criteria."""
    band = next(one for one in criterion["bands"] if one["lowest"] <= points <= one["highest"])
    says = f"{so_many(points, 'point')} out of {criterion['highest']}."
    if band["lowest"] == band["highest"]:
        return f"{says} What that means: {band['descriptor']}"
    return f"{says} What {band['lowest']} to {so_many(band['highest'], 'point')} mean: {band['descriptor']}"


def _scored_by(source: Source[DiscloseScores], scored: Act[Score]) -> str:
    name = source.people.names.get(scored.actor.person)
    by = f" by {apart(name)}" if name else ""
    evidence = ", ".join(apart(shown.name) for shown in scored.evidence)
    return f"Scored{by} on {day_in_words(scored.happened_on)}. Evidence: {evidence or 'none is attached to this score'}."


def _how_to_question(source: Source[DiscloseScores], tie_break: dict[str, Any] | None) -> list[str | None]:
    return [
        f"Tell {source.contact} which points you question, and why. You can write, ring, or ask somebody to do it for you.",
        source.by_policy("own-scores-before-selection", "You and whoever represents you can see what your points rest on, and challenge them"),
        *_when_to(source),
        source.by_policy("selection-follows-the-points", "The fewest points are selected first"),
        f"Where points are equal at the line, what decides is: {tie_break['process']}, against {tie_break['against']}{in_policy(tie_break['clause'])}."
        if tie_break
        else None,
    ]


def _when_to(source: Source[DiscloseScores]) -> list[str | None]:
    if any(chosen.body.pool == source.act.body.pool for chosen in source.dossier.every(Select)):
        return ["People have been selected from this group. You can still question your points."]
    return [
        source.by_policy("met-before-selection", f"You are offered a meeting about these points before anyone is selected. Ask {source.contact} for its day"),
        "No last day for questioning them is on record. Do it before anyone is selected if you can.",
    ]
