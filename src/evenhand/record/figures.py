"""What verify says of a figure: a count, sum, date, score, rank or gate answer that an act recorded."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """Whether a figure follows from the acts before it."""

    DERIVED = "derived"
    DERIVED_DIFFERENTLY = "derived differently"
    CONTRADICTED = "contradicted"
    NOT_DERIVABLE = "not derivable"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one act, and how it stands. `withheld` and `erased`: how many acts or facts it may rest on that are not here; `says`: more, if needed."""

    position: int
    matter: str
    number: int
    name: str
    standing: Standing
    withheld: int = 0
    erased: int = 0
    says: str = ""

    def as_json(self) -> dict[str, Any]:
        """The figure as the command prints it."""
        found = {"position": self.position, "matter": self.matter, "number": self.number, "figure": self.name, "standing": self.standing.value}
        if self.standing is Standing.NOT_DERIVABLE:
            found |= {"withheld": self.withheld, "erased": self.erased}
        return found | ({"says": self.says} if self.says else {})
