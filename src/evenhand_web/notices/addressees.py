"""For whom an act is a letter, and which act says that one arrived."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from evenhand.procedure.acts import Act
from evenhand.procedure.change.consulting import AnswerEmployee, AnswerUnion, UnionRepresentation
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, ReplyServed, Section188Served, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.pooling import PublishCriteria, members
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.fold import Dossier

TO_ONE_PERSON = (WarnPerson, AnswerEmployee, DiscloseScores, DeclareAtRisk, ReleaseNotice, StatePayment)


class Addressee(NamedTuple):
    """One person, by her code in the matter, or one union."""

    code: str = ""
    union: str = ""


def addressees(act: Act[Any], dossier: Dossier) -> list[Addressee]:
    """For whom the act is a letter that waits on screen; nobody, if it is none, or was sent outside Evenhand before it was recorded."""
    if act.elsewhere:
        return []
    match act.body:
        case ReleaseSection188():
            return [Addressee(union=act.body.union)]
        case AnswerUnion():
            said = dossier.at(UnionRepresentation, act.body.representation)
            return [Addressee(union=said.body.union)] if said else []
        case PublishCriteria():
            return [Addressee(code=code) for code in members(dossier, act.body.pool)]
    return [Addressee(code=act.about)] if isinstance(act.body, TO_ONE_PERSON) and act.about else []


def arrivals(act: Act[Any]) -> Iterator[tuple[int, Addressee]]:
    """The letter, by the position of its act, that the act says arrived, and with whom."""
    match act.body:
        case Section188Served(release=int(letter), union=union) | ReplyServed(letter=int(letter), union=union):
            yield letter, Addressee(union=union)
        case LetterServed(letter=int(letter)) | NoticeGiven(letter=int(letter)):
            yield letter, Addressee(code=act.about or "")
