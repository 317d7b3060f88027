"""A letter as it is read on screen and handed out as a file: worded from the act, with the names that no act holds, and with its receipt."""

from collections.abc import Iterable
from typing import Any

from evenhand.documents.letter import Addressee, Block, Contact, Correspondence, Letter
from evenhand.documents.letters import letter_for, makes_a_letter
from evenhand.documents.section_188 import head_office_of
from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.proposing import person_behind, proposal
from evenhand.procedure.change.selecting import Score
from evenhand.procedure.trust.governing import office_holders
from evenhand_web.accounts.models import Account
from evenhand_web.ledger.receipts import receipts_for
from evenhand_web.pages.letters.delivered import Delivery
from evenhand_web.pages.naming import OFFICES, names_of
from evenhand_web.pages.sight import MatterSight

ADVISERS = frozenset({Office.HR_ADVISER, Office.CONFIDENTIAL_HR})


def contact_for(matter: MatterSight) -> Contact:
    """The named person to talk to about a change: the adviser who proposed it, else the first adviser in office who has an e-mail address.

    Without one: the name of nobody, which makes no letter. Two queries.
    """
    proposer = proposal(matter.dossier).actor
    people = [proposer.person] if proposer.office in ADVISERS else []
    people += sorted(office_holders(matter.sight.bearing, Office.HR_ADVISER) - set(people))
    accounts = {account.person: account for account in Account.objects.filter(person__in=people, is_active=True)}
    known = [accounts[person] for person in people if person in accounts]
    chosen = next((account for account in known if account.email), known[0] if known else None)
    return Contact(chosen.name, OFFICES[Office.HR_ADVISER], email=chosen.email) if chosen else Contact("", "")


def letter_of(matter: MatterSight, delivery: Delivery, check_at: str) -> Letter | None:
    """The letter with its receipt; None for a kind that is read from its act alone. Raises LetterCannotBeMade with every problem."""
    act = delivery.letter
    if not makes_a_letter(act.kind.name):
        return None
    made = letter_for(act, matter.dossier, matter.context, correspondence_for(matter, delivery))
    return made.final(receipts_for(range(act.position, act.position + 1))[0], check_at)


def correspondence_for(matter: MatterSight, delivery: Delivery) -> Correspondence:
    """The names that a letter needs and no act holds. Raises LetterCannotBeMade with everything that is missing."""
    act, person = delivery.letter, person_behind(matter.dossier, delivery.code) if delivery.code else ""
    scorers = {scored.actor.person for scored in matter.dossier.every(Score, delivery.code)} if delivery.code else set()
    names = names_of({act.actor.person, person, *scorers})
    to = head_office_of(delivery.union or "", matter.context) if isinstance(act.body, ReleaseSection188) else Addressee(names.get(person, person))
    return Correspondence(to=to, signed_by=names.get(act.actor.person, act.actor.person), contact=contact_for(matter), names=names)


def as_shown(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """A letter's blocks as a template takes them: each with the name of its sort."""
    return [{"sort": type(block).__name__, **vars(block)} for block in blocks]


def said_in(matter: MatterSight, delivery: Delivery) -> list[tuple[str, str]]:
    """What the act itself says, where no letter is worded from it: an answer, or the criteria as published. Label and text."""
    body, figures = delivery.letter.body, delivery.letter.figures or {}
    if hasattr(body, "outcome"):
        said = matter.dossier.fold.at(body.representation)
        lines = [("The point", said.body.point if said else ""), ("The answer", body.outcome.capitalize()), ("Reasons", body.reasons)]
        return [(label, text) for label, text in [*lines, ("What changes", body.what_changed)] if text]
    found = [(one["name"], _bands(one)) for one in figures.get("criteria", ())]
    tie_break = figures.get("tie_break")
    return [*found, ("If people have the same points", f"{tie_break['process'].capitalize()}, against {tie_break['against']}.")] if tie_break else found


def _bands(criterion: dict[str, Any]) -> str:
    weight = f"Its points count {criterion['weight']} times.\n" if criterion["weight"] != 1 else ""
    return weight + "\n".join(f"{_points(band)}: {band['descriptor']}" for band in criterion["bands"])


def _points(band: dict[str, Any]) -> str:
    return f"{band['lowest']}" if band["lowest"] == band["highest"] else f"{band['lowest']} to {band['highest']}"
