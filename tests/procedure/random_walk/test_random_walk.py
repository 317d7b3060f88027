"""Whole procedures at random: nothing that the gates permit lacks a step, whatever lacks one says so, and what must be done stands as a duty.

Each walk is played from its seed, so that it is the same on every machine; `make soak` plays many more. A walk that goes wrong is told as the shortest
sequence of steps that goes wrong in the same way.
"""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from evenhand.procedure.acts import REGISTER
from evenhand.procedure.gates import GATES
from tests.procedure.random_walk.walk import Procedure, told_shortly
from tests.procedure.random_walk.watch import Violation

FEW, MANY = range(16), range(1000, 1400)


@dataclass
class Walks:
    """How many walks took each kind of act, and how often each rule refused one; what went wrong, at its shortest."""

    number: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def play(self, seeds: range) -> "Walks":
        for seed in seeds:
            walk = Procedure(seed)
            try:
                walk.run()
            except Violation as found:
                self.wrong.append(f"Walk {seed}: {told_shortly(walk.played, found)}")
            self.number += 1
            self.taken.update(walk.watched.taken.keys())
            self.refused += walk.watched.refused
        return self

    def as_text(self) -> str:
        reached = "\n".join(f"  {number:4} of {self.number}  {kind}" for kind, number in self.taken.most_common())
        return f"Kinds of act reached:\n{reached}\nRefusals:\n" + "\n".join(f"  {number:4}  {rule}" for rule, number in self.refused.most_common())


@pytest.fixture(scope="module")
def walks() -> Walks:
    return Walks().play(FEW)


def test_random_procedures_never_lack_a_step_unsaid(walks: Walks):
    assert not walks.wrong, "\n\n".join(walks.wrong)


def test_the_walks_go_far_enough_to_mean_something(walks: Walks):
    print(walks.as_text())
    assert walks.taken["change.notice_given"] >= 6
    assert len(walks.taken) >= 45, sorted(set(REGISTER) - set(walks.taken))
    assert len(walks.refused) >= 30, sorted(set(GATES) - set(walks.refused))


@pytest.mark.soak
def test_many_random_procedures_never_lack_a_step_unsaid():
    walks = Walks().play(MANY)
    print(walks.as_text())
    assert not walks.wrong, "\n\n".join(walks.wrong[:3])
    never = set(GATES) - set(walks.refused) - {"decided-before-notice", "statement-before-payment"}  # asked of reports alone, these refuse nothing
    assert len(never) <= 3, sorted(never)
