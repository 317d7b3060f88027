"""The letters of a change: what was released to whom, and which act says that it arrived."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evenhand.procedure.acts import Act
from evenhand.procedure.change.consulting import AnswerEmployee, AnswerUnion, UnionRepresentation, reply_to
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served, WarnPerson, has_had, tells_of
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.pooling import PublishCriteria, members
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.fold import Dossier

TO_ONE_PERSON = (WarnPerson, AnswerEmployee, DiscloseScores, DeclareAtRisk, ReleaseNotice, StatePayment)


@dataclass(frozen=True)
class Delivery:
    """One letter for one person (by her code) or one union (by name). `arrived`: the first act that says that it did; `confirmed`: whether that counts."""

    letter: Act[Any]
    code: str | None
    union: str | None
    arrived: Act[Any] | None
    confirmed: bool

    @property
    def is_open(self) -> bool:
        """Whether the record says that it arrived."""
        return self.arrived is not None


def to_people(dossier: Dossier, code: str | None = None) -> list[Delivery]:
    """The letters to one person, or to everybody, in the order of the record; the criteria once for each member of the pool."""
    found = [_to_person(dossier, letter, letter.about) for kind in TO_ONE_PERSON for letter in dossier.every(kind, code)]
    for published in dossier.every(PublishCriteria):
        found += [_to_person(dossier, published, member) for member in members(dossier, published.body.pool) if code in (None, member)]
    return sorted(found, key=lambda one: (one.letter.position, one.code or ""))


def to_unions(dossier: Dossier, union: str | None = None) -> list[Delivery]:
    """The information released to one union or to all, and the answers to their points, in the order of the record."""
    found = [*_information(dossier), *_answers(dossier)]
    return sorted((one for one in found if union in (None, one.union)), key=lambda one: one.letter.position)


def _to_person(dossier: Dossier, letter: Act[Any], code: str | None) -> Delivery:
    return _delivery(dossier, letter, notice_from(dossier, letter) or has_had(dossier, letter, code), code=code)


def notice_from(dossier: Dossier, letter: Act[Any]) -> Act[NoticeGiven] | None:
    """The first notice that was given by this letter: a letter of notice arrives by being given."""
    given = (one for one in dossier.every(NoticeGiven, letter.about) if one.body.letter == letter.position)
    return next((one for one in given if tells_of(one, letter)), None)


def _information(dossier: Dossier) -> Iterator[Delivery]:
    for letter in dossier.every(ReleaseSection188):
        served = (one for one in dossier.every(Section188Served) if (one.body.release, one.body.union) == (letter.position, letter.body.union))
        yield _delivery(dossier, letter, next((one for one in served if tells_of(one, letter)), None), union=letter.body.union)


def _answers(dossier: Dossier) -> Iterator[Delivery]:
    for letter in dossier.every(AnswerUnion):
        said = dossier.at(UnionRepresentation, letter.body.representation)
        if said:
            yield _delivery(dossier, letter, reply_to(dossier, said, letter), union=said.body.union)


def _delivery(dossier: Dossier, letter: Act[Any], arrived: Act[Any] | None, *, code: str | None = None, union: str | None = None) -> Delivery:
    return Delivery(letter, code, union, arrived, arrived is not None and dossier.fold.confirmed(arrived, dossier.known_at))
