"""A plan as JSON and as tables: the same names and values in both, money in pounds with two decimals, days in ISO form."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from evenhand.planning.plan import Plan, Row

Table = list[dict[str, Any]]
# What each table shows, in order: an empty one has its headings too.
COLUMNS = {
    "people": (
        "id", "name", "post", "job", "establishment", "effect", "selected_from", "to_be_selected", "contract_type", "ends_on", "ends_by_itself",
        "service_years", "weeks", "weekly_pay", "redundancy_pay", "weekly_actual_pay", "redundancy_pay_from_actual_pay", "last_day_to_give_notice",
        "last_day_to_deliver_notice", "assumptions", "contract", "because",
    ),
    "establishments": (
        "name", "proposed_dismissals", "statutory_count", "duty", "minimum_days", "minimum_days_by_policy", "consult_by", "notify_secretary_of_state_by",
        "earliest_dismissal", "because", "cites",
    ),
    "duties": ("duty", "owner", "owed_to", "due", "deliver_by", "says", "strength", "cites", "clauses", "people"),
    "timetable": ("step", "stage", "earliest", "latest", "binding"),
    "costs": ("figure", "pounds"),
}  # fmt: skip


def as_json(plan: Plan, files: Iterable[str]) -> dict[str, Any]:
    """The whole plan as one JSON document; `files` names what stands beside it. Documents to send do not exist yet, so none are listed."""
    document = {
        "proposal": plan.proposal.name,
        "kind": plan.proposal.kind,
        "policy": plan.pack.id,
        "policy_digest": plan.pack.digest,
        "on": plan.on,
        "end": plan.end,
        "people": people(plan),
        "establishments": [place.as_json() for place in plan.establishments],
        "duties": [due.as_json() for due in plan.duties],
        "timetable": [step.as_json() for step in plan.timetable],
        "costs": costs(plan),
        "new_posts": [asdict(new) | {"hours_per_week": float(new.hours_per_week)} for new in plan.proposal.new_posts],
        "assumptions": list(plan.assumptions),
        "to_look_at": list(plan.to_look_at),
        "not_yet_planned": list(plan.not_yet_planned),
        "left_out": [asdict(out) for out in plan.left_out],
        "documents": [],
        "files": list(files),
    }
    plain: dict[str, Any] = _plain(document)
    return plain


def people(plan: Plan) -> Table:
    """One row for each employment that the proposal touches."""
    return [_person(row) for row in plan.rows]


def _person(row: Row) -> dict[str, Any]:
    each, paid, pool = row.each, row.payment, row.each.pool
    return {
        "id": each.person.payroll_number,
        "name": each.person.name,
        "post": each.post.post_id,
        "job": each.post.title,
        "establishment": each.post.school,
        "effect": each.effect,
        "selected_from": pool.selected_from if pool else None,
        "to_be_selected": pool.to_be_selected if pool else None,
        "contract": each.employment.contract_number,
        "contract_type": each.employment.contract_type,
        "ends_on": each.ends_on,
        "ends_by_itself": each.expires_by_itself,
        "service_years": row.service_years,
        "weeks": float(paid.by_paid_weeks.weeks) if paid else None,
        "weekly_pay": paid.weekly_pay if paid else None,
        "redundancy_pay": paid.amount if paid else None,
        "weekly_actual_pay": paid.weekly_actual_pay if paid else None,
        "redundancy_pay_from_actual_pay": paid.amount_by_actual_pay if paid else None,
        "last_day_to_give_notice": row.notice.last_day_to_give if row.notice else None,
        "last_day_to_deliver_notice": row.notice.last_day_to_deliver if row.notice else None,
        "because": [*paid.because, *paid.by_paid_weeks.because] if paid else [],
        "cites": list(paid.by_paid_weeks.cites) if paid else [],
        "assumptions": list(paid.by_paid_weeks.assumptions) if paid else [],
    }


def costs(plan: Plan) -> dict[str, Any]:
    """The sums. `redundancy_pay` is what to expect; where somebody is yet to be selected, the least and the most stand beside it."""
    return {
        "redundancy_pay": plan.pay.expected,
        "redundancy_pay_least": plan.pay.least,
        "redundancy_pay_most": plan.pay.most,
        "redundancy_pay_from_actual_pay": plan.pay_by_actual_pay.expected,
        "redundancy_pay_from_actual_pay_least": plan.pay_by_actual_pay.least,
        "redundancy_pay_from_actual_pay_most": plan.pay_by_actual_pay.most,
        "redundancy_pay_resting_on_no_assumed_law": plan.pay_without_assumption,
        "because": list(plan.pay.because),
    }


def tables(plan: Plan) -> dict[str, Table]:
    """The tables by name, each a list of rows."""
    return {
        "people": people(plan),
        "establishments": [place.as_json() for place in plan.establishments],
        "duties": [due.as_json() for due in plan.duties],
        "timetable": [step.as_json() for step in plan.timetable],
        "costs": [{"figure": name, "pounds": amount} for name, amount in costs(plan).items() if isinstance(amount, Decimal)],
    }


def cell(value: Any) -> str:
    """A value as a cell of a table holds it; several are parted by semicolons."""
    plain = _plain(value)
    if isinstance(plain, list):
        return "; ".join(map(str, plain))
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return "" if plain is None else str(plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value
