"""Builds the workforce from the rows that can be taken: nobody in part, no proposal in part, posts whoever holds them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

from evenhand.workforce.checks import Rows, key_of
from evenhand.workforce.findings import Row
from evenhand.workforce.people import Equality, Person
from evenhand.workforce.proposals import Proposal
from evenhand.workforce.schools import KnownSchools
from evenhand.workforce.structure import Duty, JobDescription
from evenhand.workforce.workforce import Workforce

_Part = TypeVar("_Part")
# What the workforce calls a table whose rows it holds as they are.
AS_THEY_ARE = (
    "posts", "pay_scales", "absences", "family_leave", "occupational_health", "warnings", "acting_up", "pension_quotes",
    "vacancies", "agency_workers", "unions", "term_dates",
)  # fmt: skip


def assembled(rows: Rows, schools: KnownSchools, left_out: Collection[str], left_out_proposals: Collection[str]) -> Workforce:
    """The workforce without the people, by payroll number, and the proposals, by name, that are left out."""
    kept = {name: {key_of(row): row.value for row in each if row.value and _holder(row) not in left_out} for name, each in rows.items()}
    staff = kept["people"]
    return Workforce(
        schools=_in_order(schools.by_name),
        people=_in_order({number: _part_of(entry, Person) for number, entry in staff.items()}),
        equality=_in_order({number: _part_of(entry, Equality) for number, entry in staff.items()}),
        employments=_in_order(kept["contracts"]),
        job_descriptions=_in_order(_job_descriptions(kept)),
        proposals=_in_order({name: proposal for name, proposal in _proposals(rows) if name not in left_out_proposals}),
        **{name: _in_order(kept[name]) for name in AS_THEY_ARE},
    )


def _holder(row: Row) -> str | None:
    return row.parts.get("payroll_number")


def _in_order(entries: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(entries.items()))


def _part_of(entry: Any, part: type[_Part]) -> _Part:
    return part(**{field.name: getattr(entry, field.name) for field in fields(part)})  # type: ignore[arg-type]


def _job_descriptions(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, JobDescription]:
    duties, essentials = defaultdict(list), defaultdict(list)
    for duty in kept["job_descriptions"].values():
        duties[duty.jd_code].append(duty)
    for essential in kept["essentials"].values():
        essentials[essential.jd_code].append(essential.criterion)
    return {
        code: JobDescription(code, found[0].title, found[0].grade, tuple(sorted(found, key=_weightiest_first)), tuple(sorted(essentials[code])))
        for code, found in duties.items()
    }


def _weightiest_first(duty: Duty) -> tuple[Decimal, str]:
    return -duty.weight_percent, duty.duty


def _proposals(rows: Rows) -> Iterator[tuple[str, Proposal]]:
    parts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table in ("headcount", "fates", "new_posts", "matches"):
        for row in sorted(rows[table], key=key_of):
            if row.value and row.source.proposal:
                parts[row.source.proposal][table].append(row.value)
    for name, found in parts.items():
        yield name, Proposal(name, **{table: tuple(values) for table, values in found.items()})
