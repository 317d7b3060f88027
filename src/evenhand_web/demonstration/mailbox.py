"""The messages that would have been sent: for whom, about which letter, and what became of each. In a demonstration nobody has an e-mail address."""

from collections.abc import Iterator
from typing import Any

from evenhand_web.ledger.models import IndexRow, Party
from evenhand_web.notices.models import Outgoing
from evenhand_web.pages.naming import names_of
from evenhand_web.pages.shell.words import at_time

_PERSON = "person:"
COLUMNS = ("When", "To", "Letter", "Change", "What became of it")
_LETTERS = {
    "change.release_section_188": "Information on the proposal",
    "change.warn_person": "Your job may be at risk",
    "change.answer_union": "Answer to the union's point",
    "change.answer_employee": "Answer to your point",
    "change.publish_criteria": "Criteria for selection",
    "change.disclose_scores": "Your own scores",
    "change.declare_at_risk": "At risk of redundancy",
    "change.release_notice": "Notice of dismissal",
    "change.state_payment": "Statement of payment",
}


def messages() -> Iterator[list[Any]]:
    """Each message, the latest first: when, to whom, about which letter of which change, and its state in words."""
    found = list(Outgoing.objects.order_by("-queued_at", "-position", "code", "union"))
    kinds = dict(IndexRow.objects.filter(position__in={each.position for each in found}).values_list("position", "kind"))
    known = _people_by_code()
    called = names_of(set(known.values()))
    for each in found:
        to = each.union or called.get(known.get((each.matter, each.code), ""), each.code)
        yield [at_time(each.queued_at), to, _LETTERS.get(kinds[each.position], "A letter"), each.matter, each.get_state_display()]


def _people_by_code() -> dict[tuple[str, str], str]:
    return {(matter, code): name.removeprefix(_PERSON) for matter, name, code in Party.objects.exclude(code=None).values_list("matter", "name", "code") if code}
