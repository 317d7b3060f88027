"""What people are called on a page: by name for those who may know it, else by the code that stands for them in the matter."""

import re
from collections.abc import Mapping
from functools import cached_property
from secrets import choice

from evenhand.canonical.encoding import decode
from evenhand.procedure.acts import MissingFact
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.proposing import Affect
from evenhand_web.accounts.models import Account
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.sight import MatterSight
from evenhand_web.workforce.models import MirrorRow

OFFICES = {
    Office.HR_ADVISER: "HR adviser",
    Office.CONFIDENTIAL_HR: "confidential HR adviser",
    Office.HEADTEACHER: "headteacher",
    Office.CHIEF_EXECUTIVE: "chief executive",
    Office.TRUSTEE: "trustee",
    Office.ASSESSOR: "assessing manager",
    Office.UNION_REPRESENTATIVE: "union representative",
    Office.EMPLOYEE: "employee",
    Office.AUDITOR: "auditor",
    Office.ADMINISTRATOR: "administrator",
}
POWERS = {
    "approve_in_principle": "approve a proposal for consultation",
    "reply_to_representations": "answer what unions and employees put forward",
    "seal_criteria": "seal the criteria of a selection",
    "dismiss": "decide a dismissal",
    "depart_from_policy": "depart from the policy, with reasons",
}
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that reads like another


def a_code(prefix: str, letters: int) -> str:
    """A code that tells nothing: not how many there are, nor in which order."""
    return prefix + "".join(choice(_LETTERS) for _ in range(letters))


def names_of(people: set[str]) -> dict[str, str]:
    """What each of these persons is called: as the account says, else as the trust's HR system had it at the last import."""
    told = {row.key: decode(bytes(row.value)) for row in MirrorRow.objects.filter(table="people", key__in=people)}
    mirrored = {person: f"{facts['first_name']} {facts['last_name']}" for person, facts in told.items()}
    return mirrored | dict(Account.objects.filter(person__in=people).values_list("person", "name"))


class Names:
    """The names that a seat may know of the people in one matter, asked for in two queries whatever their number."""

    def __init__(self, matter: MatterSight) -> None:
        self._matter = matter

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        """Each affected person's name by code, of those whose identity the seat may know."""
        behind = {
            affected.about: self._person(affected.body) for affected in self._matter.dossier.ever(Affect) if affected.about and self._may_know(affected.about)
        }
        called = names_of({person for person in behind.values() if person})
        return {code: called[person] for code, person in behind.items() if person in called}

    def _may_know(self, code: str) -> bool:
        return is_open_to(self._matter, Audience.IDENTITY, code)

    @staticmethod
    def _person(body: Affect) -> str | None:
        try:
            return body.person
        except MissingFact:
            return None

    def of(self, code: str | None) -> str:
        """What to call the person with this code: her name, 'you', or the code."""
        if code is not None and code == self._matter.seat.code:
            return "you"
        return self.by_code.get(code or "", code or "")

    def of_person(self, person: str) -> str:
        """What to call somebody by id, in the trust's own matter; everybody with an account is asked for at once."""
        if person not in self._by_person:
            self._by_person.update(names_of({person}))
        return self._by_person.get(person, person)

    @cached_property
    def _by_person(self) -> dict[str, str]:
        return dict(Account.objects.values_list("person", "name"))

    def named(self, text: str) -> str:
        """A sentence of a rule: codes put as names where the seat may know them, and acts by their number in the matter, as pages have them."""
        codes = self.by_code
        if codes:
            pattern = r"\b(" + "|".join(map(re.escape, sorted(codes, key=len, reverse=True))) + r")\b"
            text = re.sub(pattern, lambda found: codes[found.group(1)], text)
        return re.sub(r"\b([Aa])ct (\d+)\b", self._by_number, text)

    def _by_number(self, found: re.Match[str]) -> str:
        act = self._matter.dossier.fold.at(int(found.group(2)))
        return f"{'Step' if found.group(1) == 'A' else 'step'} no. {act.number}" if act else found.group(0)
