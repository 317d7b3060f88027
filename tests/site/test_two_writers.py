"""Two writers at once, in threads and in processes: nothing lost, no gap, no number twice. Writing knows one isolation level on each database."""

import os
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office
from evenhand.procedure.trust.governing import Appoint
from evenhand_web.config import databases
from evenhand_web.ledger import performing
from evenhand_web.ledger.appending import WrongIsolation
from evenhand_web.ledger.models import ActRow, Head
from evenhand_web.ledger.performing import preview
from evenhand_web.ledger.reading import EVERYTHING, acts
from tests.procedure.world import CEO
from tests.site.acting import a_draft, a_founded_trust, a_vacancy, attempt, recorded, seat_of
from tests.site.other_process import OtherProcess
from tests.site.sites import Site
from tests.site.soundness import require_sound

BATCHES = 12


def appending(who: str, say: Callable[[str], None]) -> None:
    for number in range(BATCHES):
        size = 1 + number % 3
        batch = recorded(*(a_vacancy(f"{who}-{number}-{place}") for place in range(size)), command_id=f"{who}-{number}")
        say(" ".join(map(str, [who, number, *batch.positions])))


def require_everything_acknowledged_is_there(lines: list[str]) -> None:
    names = {act.position: act.body.vacancy for act in acts(EVERYTHING) if act.kind.name == "trust.list_vacancy"}
    for line in lines:
        who, number, *positions = line.split()
        assert [names[int(position)] for position in positions] == [f"{who}-{number}-{place}" for place in range(len(positions))]
    assert len(names) == sum(len(line.split()) - 2 for line in lines)


def test_two_threads_lose_nothing_and_leave_no_gap(a_site: Site):
    a_founded_trust()
    said: list[str] = []

    def work(who: str) -> None:
        appending(who, said.append)
        connections.close_all()

    writers = [threading.Thread(target=work, args=(who,)) for who in ("left", "right")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(said) == 2 * BATCHES
    require_sound()
    require_everything_acknowledged_is_there(said)


def test_two_processes_lose_nothing_and_leave_no_gap(a_site: Site):
    a_founded_trust()
    writers = [OtherProcess(a_site, lambda say, who=who: appending(who, say)) for who in ("left", "right")]  # type: ignore[misc]
    said = [line for writer in writers for line in writer.finished()]
    a_site.opened()
    assert len(said) == 2 * BATCHES
    require_sound()
    require_everything_acknowledged_is_there(said)


def test_one_command_sent_twice_at_once_is_done_once(a_site: Site):
    a_founded_trust()

    def work(say: Callable[[str], None]) -> None:
        for number in range(BATCHES):
            say(str(recorded(a_vacancy(f"V{number}"), command_id=f"same-{number}").positions.start))

    first, second = OtherProcess(a_site, work), OtherProcess(a_site, work)
    assert first.finished() == second.finished()
    a_site.opened()
    assert Head.objects.get().size == 8 + BATCHES
    require_sound()


@pytest.mark.parametrize("database_named", ["postgresql"], indirect=True)
@pytest.mark.parametrize("level, called", [(3, "repeatable read"), (4, "serializable")])
def test_no_other_isolation_level_is_used_for_writing(a_site: Site, monkeypatch: pytest.MonkeyPatch, level: int, called: str):
    a_founded_trust()
    monkeypatch.setitem(databases._POSTGRESQL_OPTIONS, "isolation_level", level)
    a_site.opened()
    with pytest.raises(WrongIsolation, match=called):
        attempt(a_vacancy("V1"))
    assert Head.objects.get().size == ActRow.objects.count() == 8


def test_who_waits_for_the_head_judges_on_what_was_written_meanwhile(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    """The second asks while the first holds the head. Before the wait she was nobody; judged on a snapshot from then, she would be refused."""
    a_founded_trust()
    zed = Actor("zed", Office.HR_ADVISER)
    reading, writing = os.pipe()

    def appoint_slowly(say: Callable[[str], None]) -> None:
        append = performing.append

        def and_hold_the_head(*arguments: Any, **named: Any) -> None:
            append(*arguments, **named)
            os.write(writing, b"held")
            time.sleep(0.3)

        monkeypatch.setattr(performing, "append", and_hold_the_head)
        recorded(a_draft(CEO, Appoint(office=Office.HR_ADVISER), about="zed"))

    first = OtherProcess(a_site, appoint_slowly)
    assert os.read(reading, 4) == b"held"
    a_site.opened()
    assert preview([a_vacancy("V1", zed)], seat=seat_of(zed))[0].refused
    batch = recorded(a_vacancy("V1", zed))
    first.finished()
    assert list(batch.positions) == [9]
