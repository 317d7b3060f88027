"""Proposing a change in the browser: numbers and people from the last import, never from a box."""

import re
from datetime import date
from pathlib import Path

import pytest

from evenhand.procedure.change.counting import counts
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.workforce.reading import read_exports
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import Head
from evenhand_web.workforce.mirroring import mirror, mirrored, rows_of
from tests.pages.taking import Desk, errors, in_boxes, words
from tests.procedure.world import ASHA, SAM
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
MARRAM = Path("examples/marram")
DAYS = {"first_dismissal_on": date(2027, 4, 30), "last_dismissal_on": date(2027, 4, 30)}
CASE = {"need": "budget", "reason_for_change": "cost or budget", "details": "Fewer posts.", "rationale": "Fewer pupils."}


@pytest.fixture
def desk(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> Desk:
    world = LedgerWorld(monkeypatch)
    mirror(rows_of(read_exports(MARRAM, None, date(2026, 11, 2)).workforce))
    return Desk(world, ASHA)


def proposed(desk: Desk, **posts: object) -> str:
    """Through the pages to the check page; its address."""
    sent = desk.client.post("/propose/", in_boxes({"title": "Fewer assistants", **DAYS, **posts}))
    assert sent.status_code == 302, errors(sent.content.decode())
    sent = desk.client.post(sent["Location"], CASE)
    return desk.client.post(sent["Location"], {"selection_method": "Points."})["Location"]


def test_what_was_imported_reads_back_as_it_was(desk: Desk):
    assert mirrored() == read_exports(MARRAM, None, date(2026, 11, 2)).workforce


def test_an_imported_proposal_becomes_a_change_with_everyone_whom_it_affects(desk: Desk):
    check = proposed(desk, posts="proposal:headcount")
    assert "22 proposed dismissals by policy, 20 by statute" in words(desk.get(check))
    before = Head.objects.get().size
    sent = desk.client.post(check)
    code = re.fullmatch(r"/changes/(CH-[A-Z2-9]{4})/", sent["Location"]).group(1)
    found = folded({code}).matters[code]
    assert isinstance(found.acts[0].body, Propose) and all(isinstance(act.body, Affect) for act in found.acts[1:])
    people = [act.about for act in found.acts[1:]]
    assert len(people) == Head.objects.get().size - before - 1 and not any(code.isalpha() for code in people)
    desk.world.folded = folded({code, "trust"})
    assert [(one.by_policy, one.by_statute) for one in counts(desk.world.dossier(code))] == [(22, 20)]
    again = desk.client.post(check)
    assert again["Location"] == sent["Location"] and len(folded({code}).matters[code].acts) == len(found.acts), "pressed twice, recorded once"


def test_fewer_posts_of_one_job_count_from_the_list_of_posts(desk: Desk):
    offered = re.findall(r'value="(job:[^"]*)"[^>]*>Fewer [^(]*[(]now ([0-9]+)[)]', desk.get("/propose/"))
    job, now = next((job, int(number)) for job, number in offered if int(number) > 2)
    vacant = sum(post.is_vacant for post in mirrored().posts.values() if f"job:{post.school}:{post.jd_code}" == job)
    said = words(desk.get(proposed(desk, posts=job, posts_proposed=1)))
    assert f"{now - vacant - 1} proposed dismissals by policy" in said


def test_all_problems_are_said_at_once(desk: Desk):
    sent = desk.client.post(
        "/propose/", in_boxes({"title": "", "posts": "proposal:headcount", "first_dismissal_on": date(2027, 5, 1), "last_dismissal_on": date(2027, 4, 30)})
    )
    said = errors(sent.content.decode())
    assert len(said) == 2 and any("cannot take effect before the first" in one for one in said)


def test_only_who_may_propose_finds_the_page(desk: Desk):
    assert Desk(desk.world, SAM).client.get("/propose/").status_code == 404


def test_before_an_import_it_says_what_to_do(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    assert "Import them first" in words(Desk(LedgerWorld(monkeypatch), ASHA).get("/propose/"))
