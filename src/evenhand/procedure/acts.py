"""What an act is: an immutable value, declared once, beside the rules of the stage that it belongs to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from pydantic import BaseModel, ConfigDict, TypeAdapter

from evenhand.procedure.audience import Audience, For, Office

if TYPE_CHECKING:
    from evenhand.procedure.context import Context
    from evenhand.procedure.fold import Dossier


class MissingFact(LookupError):
    """A rule read a field whose part was erased or is withheld from this reader. `erased_on` is None where it is withheld."""

    def __init__(self, field: str, erased_on: date | None = None) -> None:
        super().__init__(f"{field} is not here: {'erased on ' + erased_on.isoformat() if erased_on else 'withheld'}")
        self.field, self.erased_on = field, erased_on


class Body(BaseModel):
    """The fields of an act. A field is for the act's audience unless it is marked `For` another."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    kind: ClassVar["ActKind"]

    def figures(self, dossier: "Dossier", draft: "Draft[Any]", context: "Context") -> Mapping[str, Any]:
        """What this act records as worked out, by name: counts, dates, sums, orders. Never typed in by anyone."""
        return {}

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A declared field that is absent was erased or withheld: no rule may take its default for the fact."""
            if name in type(self).model_fields:
                raise MissingFact(name, self.__dict__.get("erased on"))
            return super().__getattr__(name)


B = TypeVar("B", bound=Body)


@dataclass(frozen=True)
class ActKind:
    """What the kind of an act says of every act of that kind."""

    name: str
    version: int
    model: type[Body]
    reported: bool
    by: frozenset[Office]
    audience: Audience
    stage: str | None
    opens_matter: bool
    concerns_a_person: bool
    bears: bool
    binds: bool
    settled_by_the_other_side: bool

    @cached_property
    def field_audiences(self) -> dict[str, Audience]:
        """For whom each field is."""
        return {
            name: next((mark.audience for mark in field.metadata if isinstance(mark, For)), self.audience) for name, field in self.model.model_fields.items()
        }

    @cached_property
    def _adapters(self) -> dict[str, TypeAdapter[Any]]:
        return {name: TypeAdapter(cast(Any, field.annotation)) for name, field in self.model.model_fields.items()}

    def body(self, fields: Mapping[str, Any], *, absent: Iterable[str] = (), erased_on: date | None = None) -> Body:
        """The body that these stored fields make; reading one of the absent fields raises MissingFact."""
        gone = set(absent)
        if not gone:
            return self.model.model_validate(fields)
        body = self.model.model_construct(**{name: self._adapters[name].validate_python(value) for name, value in fields.items()})
        for name in gone:
            body.__dict__.pop(name, None)
        if erased_on:
            body.__dict__["erased on"] = erased_on
        return body


REGISTER: dict[str, ActKind] = {}


def act(
    name: str,
    *,
    by: Iterable[Office],
    audience: Audience,
    stage: str | None = None,
    reported: bool = False,
    version: int = 1,
    opens_matter: bool = False,
    about_a_person: bool = False,
    bears: bool = False,
    binds: bool = False,
    settled_by_the_other_side: bool = False,
) -> Callable[[type[B]], type[B]]:
    """Declare a kind of act: done (recording it brings it about) unless `reported`; `bears` if other matters read it; `binds` if an unconfirmed
    report of it holds the trust to something; `settled_by_the_other_side` if no colleague's word can confirm, correct or withdraw it."""

    def declare(model: type[B]) -> type[B]:
        if name in REGISTER:
            raise ValueError(f"two kinds of act are called {name}")
        model.kind = ActKind(
            name, version, model, reported, frozenset(by), audience, stage, opens_matter, about_a_person, bears, binds, settled_by_the_other_side
        )
        REGISTER[name] = model.kind
        return model

    return declare


@dataclass(frozen=True)
class Actor:
    """By whom, in what office and, where it was delegated, by which act (its position) the authority came."""

    person: str
    office: Office
    union: str | None = None
    authority: int | None = None


class _Hidden:
    """Stands for an actor that is withheld: no rule may take it for anybody."""

    def __getattr__(self, name: str) -> Any:
        raise MissingFact(f"actor.{name}")


HIDDEN_ACTOR = cast(Actor, _Hidden())


@dataclass(frozen=True)
class Evidence:
    """A file that shows what an act says: its name and the commitment to its bytes, in hex."""

    name: str
    commitment: str


@dataclass(frozen=True)
class Draft(Generic[B]):
    """An act not yet recorded. `happened_on` is None for a done act: it happens on the day it is recorded.

    `elsewhere`: an act of a done kind that was done outside Evenhand, and is reported here: what was under way before Evenhand came.
    """

    matter: str
    body: B
    actor: Actor
    about: str | None = None
    happened_on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    elsewhere: bool = False

    @property
    def kind(self) -> ActKind:
        """The kind of act that this will be."""
        return self.body.kind

    @property
    def reported(self) -> bool:
        """Whether it came about elsewhere, so that no gate can refuse it."""
        return self.kind.reported or self.elsewhere


@dataclass(frozen=True)
class Act(Generic[B]):
    """A recorded act. `corrected_by` is the position of the correction that stands in its place in the view that it was read through."""

    position: int
    matter: str
    number: int
    body: B
    actor: Actor
    about: str | None
    happened_on: date
    recorded_at: datetime
    evidence: tuple[Evidence, ...] = ()
    elsewhere: bool = False
    figures: Mapping[str, Any] | None = None
    answers: tuple[tuple[str, str], ...] = ()
    corrected_by: int | None = None

    @property
    def kind(self) -> ActKind:
        """The kind of act that this is."""
        return self.body.kind

    @property
    def reported(self) -> bool:
        """Whether it came about elsewhere, so that it helps the trust only once it is confirmed."""
        return self.kind.reported or self.elsewhere

    @property
    def breaches(self) -> tuple[str, ...]:
        """The rules that it records as not met: it was reported, and could not be refused."""
        return tuple(rule for rule, answer in self.answers if answer in ("not satisfied", "not recorded"))

    def as_draft(self) -> Draft[B]:
        """The same act as it stood before it was recorded."""
        return Draft(self.matter, self.body, self.actor, self.about, self.happened_on, self.evidence, self.elsewhere)
