"""What a measurement is, and how one is taken."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Measurement:
    """A ratio within one run, what it is to be read against, and how much was measured."""

    what: str
    ratio: float
    against: str
    size: str


def fastest(work: Callable[[], object], *, times: int = 3) -> float:
    """Seconds of the fastest of some runs: the one least disturbed by the rest of the machine."""
    taken = []
    for _ in range(times):
        gc.collect()
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return min(taken)
