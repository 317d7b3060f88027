"""What a step could be taken for tells nobody more than she may see: not that a change is being prepared, nor what is on record of somebody else."""

from datetime import timedelta

import pytest

from evenhand.procedure.trust.people import EmploymentEnded
from tests.pages.situations import EMPLOYEE, SOMEBODY, a_world, looking_as, proposed, scored, text_of
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, PRIYA, SAM, TOMAS
from tests.site.sites import Site, only_sqlite

TELL, CONFIRM = "/changes/trust/steps/trust-employer_told/", "/changes/trust/steps/record-confirm/"


def steps_of_the_trust(actor) -> str:
    return text_of(looking_as(actor).get("/changes/trust/steps/"))


@only_sqlite
def test_a_change_not_announced_does_not_show_in_what_those_whom_it_affects_can_do(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    assert steps_of_the_trust(EMPLOYEE) == steps_of_the_trust(SOMEBODY)
    for actor in (EMPLOYEE, SOMEBODY):
        assert "What is it about?" in text_of(looking_as(actor).get(TELL))


@only_sqlite
def test_a_report_about_a_person_waits_only_for_those_who_may_read_it(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = a_world(monkeypatch)
    world.act(ASHA, EmploymentEnded(employment="e1", because="She left."), matter="trust", about="person-k001", happened_on=world.today)
    world.now += timedelta(minutes=1)
    assert "employment ended" in text_of(looking_as(PRIYA).get(CONFIRM))
    for actor in (SAM, TOMAS):
        assert "employment ended" not in text_of(looking_as(actor).get(CONFIRM))


@only_sqlite
def test_through_the_heads_eyes_a_trustee_learns_of_nobody_who_was_selected(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, people = scored(monkeypatch)
    for code in people[1:]:
        steps.score(world, code, 5)
    for code in people:
        steps.disclose(world, code)
        steps.meet(world, code, "second")
    steps.invite(world, "selection")
    steps.attest(world)
    assert steps.select(world) == ["k000"]
    notice = "/changes/CH-1/steps/change-release_notice/"
    assert "k000" in looking_as(BEN).get(notice).content.decode()
    eyes = looking_as(TOMAS)
    assert eyes.post("/changes/CH-1/view-as/", {"eyes": "headteacher"}).status_code == 302
    assert "k000" not in eyes.get(notice).content.decode()
