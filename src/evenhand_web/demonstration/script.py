"""The demonstration's story as data: who does what on which day. `script/` is to be read by anyone; `playing` performs it."""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from evenhand.canonical.strict_yaml import read_yaml
from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office, Seat

_HERE = Path(__file__).parent


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Holder(_Told):
    """Somebody with an office, or an employee who speaks for herself; `key` is what the script calls her."""

    key: str
    person: str
    name: str
    office: Office
    union: str | None = None

    @property
    def actor(self) -> Actor:
        return Actor(self.person, self.office, self.union)

    @property
    def seat(self) -> Seat:
        return Seat(self.person, self.office, self.union)

    @property
    def sign_in_name(self) -> str:
        return self.name.lower().replace(" ", ".")


class Card(_Told):
    """A card of the start page: whom one signs in as, what she does, and something to try in five minutes."""

    key: str
    role: str
    does: str
    task: str


class People(_Told):
    holders: tuple[Holder, ...]
    cards: tuple[Card, ...]

    def holder(self, key: str) -> Holder:
        """Who the script means: somebody listed, or the employee with that payroll number."""
        listed = next((holder for holder in self.holders if holder.key == key), None)
        return listed or Holder(key=key, person=key, name=key, office=Office.EMPLOYEE)


class Measure(_Told):
    """One way of avoiding dismissals: what was found for the area affected (`here`) and for the wider trust, and why."""

    measure: str
    here: str
    here_because: str
    trust: str
    trust_because: str


class Move(_Told):
    """One thing done on a day, at a time in London. `does` is a kind of act, or one of the larger moves of `larger_moves`.

    `about`: payroll numbers, or those that a phrase stands for; one act for each, in one batch.
    A value '@name' in `fields` is the position of the act `called` so.
    """

    day: date
    at: str
    by: str
    does: str
    in_matter: str = Field(default="", alias="in")
    called: str | None = None
    about: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    happened_on: date | None = None
    fields: dict[str, Any] = {}
    evidence: dict[str, str] = {}
    confirmed_by: str | None = None
    proposal: str | None = None
    ends_on: date | None = None
    measures: tuple[Measure, ...] = ()
    share: str | None = None
    seal: str | None = None
    rows: str | None = None

    @property
    def moment(self) -> datetime:
        """When it is done. The whole story lies in winter, when London keeps UTC."""
        return datetime.combine(self.day, time.fromisoformat(self.at), UTC)


class Reason(_Told):
    from_: int = Field(alias="from")
    says: str


class Scores(_Told):
    """Points for the pool in the order of payroll numbers, and the reason that goes with points of each height, the highest first."""

    order: tuple[str, ...]
    without_scores: str
    points: tuple[tuple[int, ...], ...]
    reasons: dict[str, tuple[Reason, ...]]

    def reason(self, criterion: str, points: int) -> str:
        return next(reason.says for reason in self.reasons[criterion] if points >= reason.from_)


@cache
def people() -> People:
    """Who is who."""
    return People.model_validate(read_yaml(_HERE / "people.yaml"))


@cache
def scores() -> Scores:
    """What the scorer gives."""
    return Scores.model_validate(read_yaml(_HERE / "script" / "scores.yaml"))


@cache
def moves() -> tuple[tuple[str, Move], ...]:
    """Every move with the matter that it is in, in the order in which they are made."""
    found = []
    for path in sorted((_HERE / "script").glob("[0-9]*.yaml")):
        chapter = read_yaml(path)
        for told in chapter["moves"]:
            move = Move.model_validate(told)
            found.append((move.in_matter or chapter["matter"], move))
    return tuple(sorted(found, key=lambda each: each[1].moment))
