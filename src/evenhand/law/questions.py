"""What a calculator is asked: strict days and pounds, and every problem with a question at once."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from evenhand.law.problems import Problem, Refused, problems_in, shown

# Nobody at work was born before, and no plan reaches beyond: a year outside is a slip of the keyboard.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_DIGITS = 9
_POUNDS = re.compile(rf"[0-9]{{1,{_MOST_DIGITS}}}(\.[0-9]{{1,2}})?")


def _day(given: object) -> date:
    if type(given) is date:
        day = given
    elif isinstance(given, str) and _ISO_DAY.fullmatch(given):
        try:
            day = date.fromisoformat(given)
        except ValueError:
            raise ValueError("there is no such day: check the month and the day") from None
    else:
        raise ValueError("write a day as year-month-day in quotes, such as 2027-08-31")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"the year does not lie between {_FIRST_YEAR} and {_LAST_YEAR}: check it")
    return day


def _pounds(given: object) -> Decimal:
    text = _as_typed(given)
    if not _POUNDS.fullmatch(text.removeprefix("-")):
        raise ValueError(f"write pounds as 719.00, with no sign or comma, at most two decimals and at most {_MOST_DIGITS} digits before them")
    if text.startswith("-"):  # also of nought, which would come back as -0.00
        raise ValueError("it cannot be negative: write 0 or more")
    return Decimal(text)


def _as_typed(given: object) -> str:
    if isinstance(given, Decimal) and abs(given.adjusted()) <= _MOST_DIGITS:  # 1e999999999 would fill the memory with noughts
        return format(given, "f")
    return str(given) if isinstance(given, int | str) else ""


_DAY_SCHEMA = {"type": "string", "format": "date", "pattern": f"^{_ISO_DAY.pattern}$"}
_POUNDS_SCHEMA = {"anyOf": [{"type": "number", "minimum": 0, "exclusiveMaximum": 10**_MOST_DIGITS}, {"type": "string", "pattern": f"^{_POUNDS.pattern}$"}]}

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema(_DAY_SCHEMA)]
Pounds = Annotated[Decimal, BeforeValidator(_pounds), WithJsonSchema(_POUNDS_SCHEMA)]
Text = Annotated[str, Field(min_length=1)]
Assume = Annotated[
    Literal["last-known"] | None,
    Field(description="last-known, to reckon an estimate with the last known value where the one in force is not known yet; nothing is paid on one"),
]


class Question(BaseModel):
    """What a calculator is asked. Nothing is guessed: another type, another name or an impossible day is a problem."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Q = TypeVar("Q", bound=Question)


def asked(model: type[Q], given: object) -> Q:
    """The question in what was given. Raises Refused with every problem there is."""
    if not isinstance(given, dict):
        raise Refused([Problem(None, given, f"A question is one JSON object in braces with its fields; {shown(given)} was given.")])
    try:
        return model.model_validate(given)
    except ValidationError as fault:
        raise Refused(problems_in(fault, model)) from fault
