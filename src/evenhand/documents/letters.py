"""Which kinds of act make a letter, and the letter that one makes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from evenhand.documents.at_risk import at_risk, warning
from evenhand.documents.letter import Correspondence, Letter, LetterCannotBeMade
from evenhand.documents.notice_of_dismissal import notice_of_dismissal
from evenhand.documents.payment_statement import payment_statement
from evenhand.documents.score_sheet import score_sheet
from evenhand.documents.section_188 import section_188_notice
from evenhand.procedure.acts import Act
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier

LETTERS: Mapping[str, Callable[[Act[Any], Dossier, Context, Correspondence], Letter]] = MappingProxyType(
    {
        ReleaseSection188.kind.name: section_188_notice,
        WarnPerson.kind.name: warning,
        DeclareAtRisk.kind.name: at_risk,
        DiscloseScores.kind.name: score_sheet,
        ReleaseNotice.kind.name: notice_of_dismissal,
        StatePayment.kind.name: payment_statement,
    }
)


def makes_a_letter(kind: str) -> bool:
    """Whether acts of this kind make a letter."""
    return kind in LETTERS


def letter_for(act: Act[Any], dossier: Dossier, context: Context, people: Correspondence) -> Letter:
    """The letter that an act makes: a preview until it is given its receipt. `act` is recorded, or `Judged.act` of a draft not yet recorded.

    The matter is read as it was known at the act's position and as in effect on its day, so that the letter can be made again and reads the same.
    Raises LetterCannotBeMade, with every problem as a sentence.
    """
    if act.kind.name not in LETTERS:
        raise LetterCannotBeMade([f"No letter is made for {act.kind.name}. Letters are made for {', '.join(LETTERS)}."])
    return LETTERS[act.kind.name](act, dossier, context, people)
