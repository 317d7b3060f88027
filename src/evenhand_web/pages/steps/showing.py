"""A step in words: what it is taken for, and the answers given."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.canonical.heads import Receipt
from evenhand.procedure.acts import Act
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Office
from evenhand.procedure.openings import Opening
from evenhand_web.pages.models import StepDraft
from evenhand_web.pages.naming import OFFICES, POWERS, Names
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import STEPS, done_in_words
from evenhand_web.pages.steps.forms import questions
from evenhand_web.pages.steps.offering import offered


def opening_in_words(opening: Opening, matter: MatterSight, names: Names) -> str:
    """What the step would be taken for: a person, a union, a letter."""
    whom = called(opening.about, matter, names)
    label = next((_said(name, opening.fields) for name in ("office", "power") if name in opening.fields), opening.label)
    if label in STEPS:  # the letter that a service would be of
        label = STEPS[label].title.lower() if label != "change.publish_criteria" else "the criteria"
    if "positions" in opening.fields:
        label = report_in_words(matter.dossier.fold.at(opening.fields["positions"][0]), matter, names)
    return ": ".join(part for part in (whom, names.named(label)) if part)


def called(about: str | None, matter: MatterSight, names: Names) -> str:
    """What to call whoever an act is about: by code in a change, by id in the trust's own matter."""
    if about is None:
        return ""
    return names.of_person(about) if matter.code == "trust" else names.of(about)


def report_in_words(report: Act[Any] | None, matter: MatterSight, names: Names) -> str:
    """A report as somebody who is to confirm it reads it."""
    if report is None:
        return ""
    whom = called(report.about, matter, names)
    by = names.of_person(report.actor.person)
    said = f"no. {report.number}: {by} {done_in_words(report.kind)}"
    return f"{said}{f' ({whom})' if whom else ''}, {day_in_words(report.happened_on)}"


def answers_shown(kept: StepDraft, matter: MatterSight, names: Names) -> list[tuple[str, str]]:
    """Each question with its answer, and for whom the step is taken."""
    step = STEPS[kept.kind]
    if kept.kind == Correct.kind.name:
        return _correction_shown(kept, matter, names)
    openings = [Opening(one.get("label", ""), one["about"], one["fields"]) for one in kept.openings]
    shown = [(step.each.rstrip("?") or "For", "; ".join(filter(None, (_settled(one, matter, names) for one in openings))))]
    rows = {name: value for name, value in kept.answers.items() if isinstance(value, list) and all(isinstance(one, dict) for one in value)}
    first = openings[0]
    called_so = offered(step, matter, first.about)
    for name, field in questions(step, first, called_so):
        if name in kept.answers:
            shown.append((str(field.label), _chosen(kept.answers[name], called_so.get(name, {}))))
    for answers in rows.values():
        shown += [(", ".join(str(value) for key, value in row.items() if key in ("vacancy", "representation")), _row(row)) for row in answers]
    if kept.happened_on:
        shown.append(("Day on which it happened", day_in_words(kept.happened_on)))
    shown += [("Document", name) for name, _ in kept.evidence]
    return [(label, value) for label, value in shown if value]


def _correction_shown(kept: StepDraft, matter: MatterSight, names: Names) -> list[tuple[str, str]]:
    """What is corrected, each answer that changes with what it was, and why."""
    fields = kept.openings[0]["fields"]
    act = matter.dossier.fold.at(fields["corrects"])
    shown = [("Step", f"no. {act.number}: {done_in_words(act.kind)}" if act else "")]
    if fields["fields"] is None:
        shown.append(("What happens to it", "It is withdrawn"))
    elif act:
        before, asked = act.body.model_dump(mode="json"), STEPS[act.kind.name].ask if act.kind.name in STEPS else {}
        for name, value in fields["fields"].items():
            if value != before.get(name):
                label = asked[name].label if name in asked else name.replace("_", " ").capitalize()
                shown.append((label, f"{in_words(value)} (it was: {in_words(before.get(name)) or 'not answered'})"))
    if fields["happened_on"]:
        shown.append(("Day on which it happened", f"{in_words(fields['happened_on'])} (it was: {day_in_words(act.happened_on) if act else ''})"))
    return [(label, value) for label, value in [*shown, ("Why", fields["because"])] if value]


def _chosen(answer: Any, called_so: Mapping[str, str]) -> str:
    if isinstance(answer, list):
        return ", ".join(called_so.get(one, one) for one in answer)
    return called_so.get(answer, "") or in_words(answer)


def _settled(opening: Opening, matter: MatterSight, names: Names) -> str:
    fields = opening.fields
    result = {True: "selected", False: "not selected"}[fields["selected"]] if "selected" in fields else ""
    points = f"{fields['points']} points" if "points" in fields else ""
    return ", ".join(part for part in (opening_in_words(opening, matter, names), result, points) if part)


def _said(name: str, fields: Mapping[str, Any]) -> str:
    """The office or the power that an opening settles, as a reader expects it."""
    if name == "power":
        return POWERS[fields["power"]]
    return f"{fields['union']} representative" if fields.get("union") else OFFICES[Office(fields["office"])]


def _row(row: dict[str, Any]) -> str:
    return "; ".join(in_words(value) for key, value in row.items() if key not in ("vacancy", "representation"))


def in_words(value: Any) -> str:
    """An answer as a reader expects it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, date):
        return day_in_words(value)
    try:
        return day_in_words(date.fromisoformat(value)) if isinstance(value, str) and len(value) == 10 else str(value)
    except ValueError:
        return str(value)


def receipt_reference(receipt: Receipt) -> str:
    """The few characters of a receipt that a person can read out."""
    return receipt.leaf_hash[:16]
