"""What rows say together: the same thing told twice, a name of nothing, lists that disagree. Each check is one function of all rows."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from evenhand.workforce.findings import Findings, Row
from evenhand.workforce.kinds import Refers
from evenhand.workforce.tables import TABLES, Column

Rows = Mapping[str, list[Row]]
FULL_WEIGHT_PERCENT = Decimal(100)


def key_of(row: Row) -> str:
    """What makes the row the thing that it is, within its table and, of a proposal, within that."""
    parts = (row.parts.get(column) for column in row.source.table.key)
    return "/".join("; ".join(part) if isinstance(part, tuple) else "" if part is None else str(part) for part in parts)


def told_twice(rows: list[Row], findings: Findings) -> list[Row]:
    """The rows without repetition. Rows that repeat one in every value are tidied away; of rows that contradict each other none can be taken."""
    groups: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.source.proposal, key_of(row)].append(row)
    return [kept for group in groups.values() for kept in _agreeing(group, findings)]


def _agreeing(group: list[Row], findings: Findings) -> Iterator[Row]:
    first, *others = group
    if not others or any(row.value is None for row in group):
        yield from group
    elif all(row.value == first.value for row in others):
        yield first
        for row in others:
            findings.tidy(row, None, "rows listed twice", f"The same as {first.place}, and taken once.")
    else:
        columns = [column.name for column in first.source.table.columns if len({row.parts[column.name] for row in group}) > 1]
        for row in group:
            elsewhere = ", ".join(other.place for other in group if other is not row)
            for column in columns:
                findings.leave_out(row, column, f"{key_of(row)} is listed more than once, with another value in {elsewhere}. Correct one, or take it out.")
            yield replace(row, value=None)


def names_of_nothing(rows: Rows, findings: Findings) -> None:
    """Contracts, leave, proposals and the rest must name a person, a post and a job that is listed."""
    known = {table: {key for row in rows[table] if (key := _name_of(table, row))} for table in ("people", "posts", "job_descriptions")}
    without_zeros = {table: {key.lstrip("0"): key for key in keys} for table, keys in known.items()}
    for table in TABLES:
        for column in table.columns:
            refers = column.mark(Refers)
            listed = refers.table if refers else ""
            for row in rows[table.name]:
                value = row.parts.get(column.name)
                if known.get(listed) and isinstance(value, str) and value not in known[listed]:
                    _say_unknown(row, column, listed, without_zeros[listed].get(value.lstrip("0")), findings)


def _name_of(table: str, row: Row) -> str | None:
    return row.parts.get({"people": "payroll_number", "posts": "post_id", "job_descriptions": "jd_code"}[table])


def _say_unknown(row: Row, column: Column, listed: str, near: str | None, findings: Findings) -> None:
    hint = f" {near} differs from it only in the zeros in front; it is not taken for the same." if near else ""
    says = f"{row.parts[column.name]} is not in the list of {listed.replace('_', ' ')}.{hint} Correct it, or add it to that list."
    if listed == "job_descriptions":
        findings.tell(row, column.name, says)
    else:
        findings.leave_out(row, column.name, says)


def posts_and_contracts_agree(rows: Rows, findings: Findings) -> None:
    """The list of posts and the contracts must say the same of who holds which post, and where; whoever they disagree on is left out."""
    posts = {row.parts.get("post_id"): row for row in rows["posts"]}
    held = {(row.parts.get("post_id"), row.parts.get("payroll_number")) for row in rows["contracts"]}
    for contract in rows["contracts"]:
        if post := posts.get(contract.parts.get("post_id")):
            _contract_against_post(contract, post, findings)
    for post_id, post in posts.items():
        for holder in post.parts.get("holders", ()):
            if (post_id, holder) not in held:
                findings.leave_person_out(post, "holders", f"No contract says that {holder} holds this post. Correct whichever list is wrong.", holder)


def _contract_against_post(contract: Row, post: Row, findings: Findings) -> None:
    number, post_id, school = (contract.parts.get(column) for column in ("payroll_number", "post_id", "school"))
    if post.value is None:
        findings.leave_out(contract, "post_id", f"{post_id} itself could not be taken: see {post.place}.")
        return
    if number and number not in post.value.holders:
        findings.leave_out(contract, "post_id", f"{post.place} does not name {number} as a holder of {post_id}. Correct whichever list is wrong.")
    if school and school != post.value.school:
        findings.leave_out(contract, "school", f"{post.place} has {post_id} at {post.value.school}. Correct whichever list is wrong.")


def contracts_fit_service(rows: Rows, findings: Findings) -> None:
    """No contract began before the continuous service of the person whose it is, unless it was over by then."""
    service = {row.value.payroll_number: row for row in rows["people"] if row.value}
    for contract in rows["contracts"]:
        person = service.get(contract.parts.get("payroll_number"))
        starts_on = contract.parts.get("starts_on")
        ends_on = contract.parts.get("ends_on")
        if person and starts_on and starts_on < person.value.service_from and not (ends_on and ends_on < person.value.service_from):
            says = f"The contract starts before the continuous service, {person.value.service_from:%d/%m/%Y} ({person.place}). Correct whichever is wrong."
            findings.leave_out(contract, "starts_on", says)


def to_look_at(rows: Rows, findings: Findings) -> None:
    """
    What leaves nothing out but needs somebody's eye.

    A person without a contract; one National Insurance number for two people (they may be one, whom s.188 counts once); a fixed term without an end,
    a permanent contract with one; duties whose weights do not add up.
    """
    employed = {row.parts.get("payroll_number") for row in rows["contracts"]}
    by_ni_number: dict[str, Row] = {}
    for row in rows["people"]:
        if row.parts.get("payroll_number") not in employed:
            findings.tell(row, "payroll_number", "No contract is listed for this person. Add it, or take out somebody who has left.")
        if ni_number := row.parts.get("ni_number"):
            first = by_ni_number.setdefault(ni_number, row)
            if first is not row and first.parts.get("payroll_number") != row.parts.get("payroll_number"):
                says = f"{first.place}, payroll number {first.parts.get('payroll_number')}, has the same number. Find out whether they are one person."
                findings.tell(row, "ni_number", says)
    for row in rows["contracts"]:
        if row.parts.get("contract_type") == "fixed-term" and "ends_on" in row.parts and row.parts["ends_on"] is None:
            findings.tell(row, "ends_on", "A fixed term without an end is taken as not recorded. Add the day on which it ends.")
        if row.parts.get("contract_type") == "permanent" and row.parts.get("ends_on"):
            findings.tell(row, "ends_on", "A permanent contract has an end. Check that the person is leaving, or that the contract is permanent.")
    _weights(rows["job_descriptions"], findings)


def _weights(duties: list[Row], findings: Findings) -> None:
    weights: dict[str, Decimal] = defaultdict(Decimal)
    first: dict[str, Row] = {}
    for row in (row for row in duties if row.value):
        weights[row.value.jd_code] += row.value.weight_percent
        if first.setdefault(row.value.jd_code, row).value.title != row.value.title:
            findings.tell(row, "title", f"{first[row.value.jd_code].place} has another title for {row.value.jd_code}; that one is taken. Correct one of them.")
    for code, weight in weights.items():
        if weight != FULL_WEIGHT_PERCENT:
            findings.tell(first[code], "weight_percent", f"The weights of {code} add to {weight.normalize():f}, not {FULL_WEIGHT_PERCENT}. Correct them.")


CHECKS: tuple[Callable[[Rows, Findings], None], ...] = (names_of_nothing, posts_and_contracts_agree, contracts_fit_service, to_look_at)
