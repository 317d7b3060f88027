"""Asks a calculator as the command line does, from fields as JSON holds them."""

from typing import Any

import pytest

from evenhand.law.calculators import CALCULATORS
from evenhand.law.problems import Refused


def answer_to(calculator: str, **fields: Any) -> dict[str, Any]:
    return CALCULATORS[calculator].answer_to(fields).as_json()


def problems_of(calculator: str, given: Any) -> dict[str | None, str]:
    """What is said of each field."""
    with pytest.raises(Refused) as refused:
        CALCULATORS[calculator].answer_to(given)
    return {problem.field: problem.says for problem in refused.value.problems}
