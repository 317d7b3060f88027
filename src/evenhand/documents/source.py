"""What a letter is worded from: an act, its figures, and the matter as it stood when the act was recorded, so that it can be made again and reads the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Addressee, Block, Correspondence, Letter, LetterCannotBeMade, apart
from evenhand.procedure.acts import Act, Body, MissingFact
from evenhand.procedure.audience import Office
from evenhand.procedure.change.proposing import Affect, Propose, employments_of, proposal
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Found

B = TypeVar("B", bound=Body)
Worded = Callable[[Act[B], Dossier, Context, Correspondence], Letter]

_OFFICES = {Office.HR_ADVISER: "HR adviser", Office.CONFIDENTIAL_HR: "HR adviser"}


@dataclass(frozen=True)
class Source(Generic[B]):
    """An act, recorded or judged and not yet recorded, with what was known then, and the names that no act holds."""

    act: Act[B]
    dossier: Dossier
    context: Context
    people: Correspondence

    @property
    def figures(self) -> Mapping[str, Any]:
        """What the act worked out. Raises LetterCannotBeMade where there is nothing: the step makes no sense as it stands."""
        if not self.act.figures:
            raise LetterCannotBeMade(["The figures of this letter could not be worked out. Go back to the step: it says what is wrong with it."])
        return self.act.figures

    @property
    def case(self) -> Propose:
        """The proposal that the matter opened with."""
        return proposal(self.dossier).body

    @property
    def trust(self) -> str:
        """The trust's name. Raises LetterCannotBeMade where the trust is not founded on record."""
        founded = self.context.bearing.latest(Found)
        if founded is None:
            raise LetterCannotBeMade(["The trust's name is not on record. Record its founding."])
        return apart(founded.body.trust)

    @property
    def employment(self) -> Affect:
        """The employment that the figures about this person rest on. Raises LetterCannotBeMade where there is none."""
        known = self.dossier.latest(Affect, self.act.about)
        if known is None:
            raise LetterCannotBeMade([f"{self.act.about} is not on record as affected by this change. Record in which job, and how."])
        return known.body

    @property
    def jobs(self) -> str:
        """Every job of the person's that the change touches, each with its school."""
        return "; ".join(dict.fromkeys(job_of(one.body) for one in employments_of(self.dossier, self.act.about)))

    def clauses(self, rule: str) -> str:
        """Where the pinned policy asks for a rule, in brackets; nothing if it does not."""
        return in_policy(*self.context.clauses(rule))

    def by_policy(self, rule: str, says: str) -> str | None:
        """The sentence with the clauses that ask for it, where the pinned policy has any."""
        return f"{says}{self.clauses(rule)}." if self.context.clauses(rule) else None

    @property
    def contact(self) -> str:
        """The name of whoever answers questions."""
        return apart(self.people.contact.name)

    def letter(self, subject: str, blocks: list[Block], greeting: str | None = None) -> Letter:
        """The letter with these blocks, signed by whoever does the act."""
        office = self.act.actor.office
        to = self.people.to
        return Letter(
            trust=self.trust,
            sent_from=self.people.sent_from,
            to=Addressee(to.name, to.lines),
            written_on=self.act.happened_on,
            reference=self.act.matter,
            subject=subject,
            greeting=greeting or f"Dear {apart(to.name)}",
            blocks=tuple(blocks),
            sign_off=(self.people.signed_by, f"{_OFFICES.get(office, office.value.replace('_', ' ').capitalize())}, for {self.trust}"),
        )


def in_policy(*clauses: str) -> str:
    """The clauses and rulings of the policy, in brackets after what they ask for; nothing if there are none."""
    return f" (policy {', '.join(clauses)})".replace("Ruling ", "ruling ") if clauses else ""


def job_of(affected: Affect) -> str:
    """The job and where it is."""
    return f"{apart(affected.job)}, {apart(affected.establishment)}"


def worded(wording: Callable[[Source[B]], Letter]) -> "Worded[B]":
    """The wording of one kind of letter, made a function of an act, its dossier, its context and the names.

    It raises LetterCannotBeMade, in sentences, where a fact that it needs was erased or is withheld.
    """

    @wraps(wording)
    def make(act: Act[B], dossier: Dossier, context: Context, people: Correspondence) -> Letter:
        then = {"known_at": act.position, "on": act.happened_on}
        try:
            return wording(Source(act, dossier.but(**then), context.but(**then), people))
        except MissingFact as gap:
            raise LetterCannotBeMade([_what_is_missing(gap)]) from gap

    return make


def _what_is_missing(gap: MissingFact) -> str:
    fact = gap.field.removeprefix("figures.").replace("_", " ").replace(".", ": ")
    if gap.erased_on:
        return f"The letter needs a fact that was erased on {day_in_words(gap.erased_on)}: {fact}. Record it again, with its evidence."
    return f"The letter needs a fact that is withheld from you: {fact}. Ask HR to make the letter."
