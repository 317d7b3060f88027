"""What a calculator answers: values, each sum and date explained in sentences, the authorities, and what had to be assumed."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

PoundsOut = Annotated[Decimal, PlainSerializer(lambda pounds: f"{pounds:.2f}", return_type=str)]
WeeksOut = Annotated[Decimal, PlainSerializer(float, return_type=float)]  # halves only, which a JSON number holds exactly

_LAST = ("because", "cites", "assumptions")


class Answer(BaseModel):
    """An answer and its reasons."""

    model_config = ConfigDict(frozen=True)

    because: tuple[str, ...] = Field(description="how the answer was reached, in sentences")
    cites: tuple[str, ...] = Field(description="the authorities")
    assumptions: tuple[str, ...] = Field(default=(), description="what the answer takes for granted and nobody has said")

    def as_json(self) -> dict[str, Any]:
        """The answer as JSON holds it, the values before the reasons."""
        held = self.model_dump(mode="json", by_alias=True)
        return {name: held[name] for name in sorted(held, key=_LAST.count)}


def in_pounds(amount: Decimal) -> str:
    """The sum as people write it: £22,530.00."""
    return f"£{amount:,.2f}"


def sentence_case(words: str) -> str:
    """The words with their first letter in upper case, to begin a sentence."""
    return words[:1].upper() + words[1:]


def so_many(number: Decimal | int, thing: str) -> str:
    """'1 week', '2 weeks', '1.5 weeks'; no noughts after the point."""
    return f"{Decimal(number).normalize():f} {thing}{'' if number == 1 else 's'}"
