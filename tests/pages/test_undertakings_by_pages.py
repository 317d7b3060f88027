"""Undertakings by pages: given to a union, in a matter of their own; what they stop, who sees them, and whose word ends them."""

import re
from datetime import timedelta

import pytest

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office
from evenhand.procedure.trust.governing import Appoint, RecogniseUnion
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import Head, IndexRow
from tests.pages.situations import announced, looking_as
from tests.pages.taking import Desk, errors, words
from tests.procedure.world import ASHA, BEN, CARYS, CEO
from tests.site.acting import a_draft, recorded
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
GREG = Actor("greg", Office.UNION_REPRESENTATIVE, union="GMB")


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world, _ = announced(monkeypatch)
    return world


def undertaking(desk: Desk, **otherwise: object) -> str:
    """Given on the trust's pages; the code of the matter that it opens."""
    given = {"promise": "No letters while we talk.", "steps": ["change.warn_person", "change.form_pool"], "ends_when": "the talks end."}
    desk.take("dispute.undertaking_given", matter="trust", happened_on=desk.world.today, **{**given, **otherwise})
    return IndexRow.objects.get(kind="dispute.undertaking_given").matter


def test_an_undertaking_opens_a_matter_and_stops_the_steps_that_it_names(world: LedgerWorld):
    code = undertaking(Desk(world, BEN))
    assert re.fullmatch("D-[A-Z2-9]{4}", code)
    given = folded({code}).matters[code].acts[0].body
    assert (given.union, given.steps, given.matters) == ("UNISON", ("change.warn_person", "change.form_pool"), ())
    page = Desk(world, BEN).get("/changes/CH-1/")
    assert "Undertaking in force: No letters while we talk." in page and f'href="/changes/{code}/steps/dispute-undertaking_ended/"' in page
    assert "Wait until the talks end, or record that UNISON agrees" in words(Desk(world, BEN).begin("change.form_pool"))
    assert "It ends when the talks end. Until it ends" in page


def test_a_promise_for_one_change_holds_there_alone(world: LedgerWorld):
    assert "Fewer teaching assistants" in words(Desk(world, BEN).begin("dispute.undertaking_given", matter="trust"))
    undertaking(Desk(world, BEN), matters=["CH-1"])
    assert folded({"trust"}).bearing.acts[-1].body.matters == ("CH-1",)


def test_only_the_unions_word_ends_it(world: LedgerWorld):
    code = undertaking(Desk(world, BEN))
    world.now += timedelta(minutes=1)
    Desk(world, BEN).take("dispute.undertaking_ended", matter=code, because="The talks ended.", happened_on=world.today)
    assert "The trust undertook to UNISON" in words(Desk(world, BEN).begin("change.form_pool"))
    world.now += timedelta(minutes=1)
    carys = Desk(world, CARYS)
    ended = next(one for one in carys.choices("record.confirm", matter=code) if one.endswith(str(Head.objects.get().size - 1)))
    carys.take("record.confirm", matter=code, openings=[ended])
    assert "The trust undertook to UNISON" not in words(Desk(world, BEN).begin("change.form_pool"))


def test_a_representative_records_what_was_promised_to_her_own_union(world: LedgerWorld):
    recorded(a_draft(CEO, RecogniseUnion(union="GMB", staff_groups=("support",))), a_draft(CEO, Appoint(office=GREG.office, union="GMB"), about=GREG.person))
    code = undertaking(Desk(world, GREG))
    assert folded({code}).matters[code].acts[0].body.union == "GMB"
    assert looking_as(CARYS).get(f"/changes/{code}/steps/").status_code == 404
    assert "Say that it ended" not in Desk(world, CARYS).get("/changes/CH-1/")
    assert "Say that it ended" in Desk(world, GREG).get("/changes/CH-1/")


def test_an_undertaking_that_stops_nothing_is_not_sent_on(world: LedgerWorld):
    answered = Desk(world, BEN).answer("dispute.undertaking_given", matter="trust", promise="We will talk.", ends_when="", happened_on=world.today)
    assert answered.status_code == 200 and len(errors(answered.content.decode())) == 2


def test_it_is_checked_in_words(world: LedgerWorld):
    given = {"promise": "No letters.", "steps": ["change.warn_person"], "matters": ["CH-1"], "ends_when": "the talks end.", "happened_on": world.today}
    said = words(Desk(world, BEN).get(Desk(world, BEN).answer("dispute.undertaking_given", matter="trust", **given)["Location"]))
    assert "To which union UNISON" in said and "Write to people whose jobs may be affected" in said and "Fewer teaching assistants" in said
    assert "change.warn_person" not in said


def test_an_undertaking_pressed_twice_is_one(world: LedgerWorld):
    desk = Desk(world, BEN)
    given = {"promise": "No letters.", "steps": ["change.warn_person"], "ends_when": "the talks end.", "happened_on": world.today}
    check = desk.answer("dispute.undertaking_given", matter="trust", **given)["Location"]
    assert "Record this" in desk.get(check)
    first, second = desk.client.post(check), desk.client.post(check)
    assert first["Location"] == second["Location"]
    assert IndexRow.objects.filter(kind="dispute.undertaking_given").count() == 1


def test_somebody_elses_draft_is_not_there(world: LedgerWorld):
    given = {"promise": "No letters.", "steps": ["change.warn_person"], "ends_when": "the talks end.", "happened_on": world.today}
    check = Desk(world, BEN).answer("dispute.undertaking_given", matter="trust", **given)["Location"]
    assert Desk(world, ASHA).client.get(check).status_code == 404
    assert Desk(world, BEN).client.get(check.replace("/trust/", "/CH-1/")).status_code == 404
