"""kill -9 while appending: nothing acknowledged is lost, no half batch is left, and the outside log agrees, however often it happens."""

import os
import random
import time
from collections.abc import Callable

import pytest

from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.reading import EVERYTHING, acts, problems_of_the_record
from evenhand_web.ledger.signing import signed_head
from tests.site.acting import a_founded_trust, a_vacancy, recorded
from tests.site.other_process import OtherProcess
from tests.site.sites import Site
from tests.site.soundness import logged_size, require_sound

LONGEST_SECONDS = 0.15


def appending(run: int) -> Callable[[Callable[[str], None]], None]:
    """Appends batch after batch until killed, and says each position that was acknowledged."""

    def work(say: Callable[[str], None]) -> None:
        signed_head()
        folded({"trust"})
        say("begins")
        for number in range(100_000):
            say(f"{number} {recorded(*batch(run, number), command_id=f'{run}-{number}').positions.stop}")

    return work


def batch(run: int, number: int) -> list:  # type: ignore[type-arg]
    return [a_vacancy(f"{run}-{number}-{place}") for place in range(1 + number % 4)]


def killed_and_looked_at(site: Site, run: int, chance: random.Random) -> int:
    """One kill; the answer is how many batches had been acknowledged."""
    writer = OtherProcess(site, appending(run))
    if run % 5:  # else it may be killed while it starts
        assert writer.next_line() == "begins"
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    lines = [line for line in writer.killed() if line != "begins"]
    assert not [line for line in lines if line.startswith("failed")], lines
    site.opened()
    acknowledged = int(lines[-1].split()[1]) if lines else 0
    assert acknowledged <= logged_size() <= Head.objects.get().size  # as the dead process left it
    assert signed_head().tree_size == Head.objects.get().size == logged_size()
    require_sound()
    again = recorded(*batch(run, len(lines)), command_id=f"{run}-{len(lines)}")  # what it was at when it died: done once, whether or not it was done
    assert len(again.receipts) == len(again.acts) == 1 + len(lines) % 4
    return len(lines)


def kill_often(site: Site, times: int) -> None:
    a_founded_trust()
    chance = random.Random(20261122)
    done = [killed_and_looked_at(site, run, chance) for run in range(times)]
    assert sum(done) > times / 2, "the writers were killed before they wrote: nothing was shown"
    names = [act.body.vacancy for act in acts(EVERYTHING) if act.kind.name == "trust.list_vacancy"]
    expected = [f"{run}-{number}-{place}" for run, last in enumerate(done) for number in range(last + 1) for place in range(1 + number % 4)]
    assert names == expected
    assert problems_of_the_record() == []


def test_twenty_kills_lose_nothing_acknowledged(a_site: Site):
    kill_often(a_site, 20)


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("EVENHAND_SOAK"), reason="takes minutes: make soak")
def test_two_hundred_kills_lose_nothing_acknowledged(a_site: Site):
    kill_often(a_site, 200)
