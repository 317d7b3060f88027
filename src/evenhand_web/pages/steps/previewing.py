"""The letter that a step would make, shown before it is recorded."""

from evenhand.documents.letter import Letter, LetterCannotBeMade
from evenhand.documents.letters import letter_for, makes_a_letter
from evenhand.procedure.judge import Judgement
from evenhand_web.pages.letters.delivered import Delivery
from evenhand_web.pages.letters.making import correspondence_for
from evenhand_web.pages.sight import MatterSight


def letter_of(judgement: Judgement, matter: MatterSight) -> tuple[Letter | None, tuple[str, ...]]:
    """The preview of the first letter that the step would make, or why it cannot be made; neither where it makes none or cannot be recorded."""
    act = judgement.judged[0].act
    if judgement.refused or not makes_a_letter(act.kind.name):
        return None, ()
    try:
        unsent = Delivery(act, act.about, getattr(act.body, "union", None), arrived=None, confirmed=False)
        return letter_for(act, matter.dossier, matter.context, correspondence_for(matter, unsent)), ()
    except LetterCannotBeMade as fault:
        return None, tuple(fault.problems)
