"""What somebody typed or pressed, when presses, sessions and colleagues come in between; without script, as on the oldest browser."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.sessions.models import Session
from playwright.sync_api import Page

from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.fold import Dossier
from evenhand.workforce.reading import read_exports
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import Head
from evenhand_web.workforce.mirroring import mirror, rows_of
from tests.accounts.signing_in import PASSWORD, an_account
from tests.browser.desks import BrowserDesk
from tests.pages.situations import a_world, announced, with_addresses
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CHANGE, a_change
from tests.site.ledger_world import LedgerWorld

SAID = "Every other way was looked at.\nThe paper of October lists them: é, “twelve”."


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def made(request: pytest.FixtureRequest, page_at: Callable[..., Page]) -> Page:
    return page_at(1280, script=request.param)


@pytest.fixture
def ben(made: Page, address: str, monkeypatch: pytest.MonkeyPatch) -> BrowserDesk:
    world = a_world(monkeypatch)
    a_change(world)
    with_addresses()
    return BrowserDesk(world, made, address, BEN, CHANGE)


def reviews(world: LedgerWorld) -> list[str]:
    world.read_back()
    return [act.body.statement for act in world.dossier().every(ReviewUnavoidable)]


def test_a_double_press_records_once(ben: BrowserDesk):
    ben.answer("change.review_unavoidable", statement=SAID)
    check = ben.page.url
    ben.page.get_by_role("button", name="Record this").dblclick()
    ben.page.wait_for_url("**/recorded/**")
    assert reviews(ben.world) == [SAID]
    size = Head.objects.get().size
    ben.page.goto(check)
    assert "/recorded/" in ben.page.url and Head.objects.get().size == size, "the check page of what is recorded leads to its receipt"


def test_back_from_the_check_page_keeps_what_was_typed(ben: BrowserDesk):
    ben.answer("change.review_unavoidable", statement=SAID)
    ben.page.go_back()
    assert ben.page.input_value("[name=statement]") == SAID
    ben.press("Continue")
    assert "Every other way was looked at." in ben.words()


def test_what_is_wrong_is_said_and_the_rest_kept(ben: BrowserDesk):
    carys = BrowserDesk(ben.world, ben.page, ben.site, CARYS, CHANGE)
    steps.review(ben.world)
    steps.approve(ben.world)
    steps.serve_union(ben.world)
    carys.step("change.union_representation")
    carys.fill({"point": SAID})
    carys.press("Continue")
    assert carys.page.title().startswith("Error:") and carys.page.input_value("[name=point]") == SAID


def test_a_lost_session_gives_back_what_was_typed_after_sign_in(ben: BrowserDesk):
    account = an_account(BEN.person)
    ben.step("change.review_unavoidable")
    ben.fill({"statement": SAID})
    Session.objects.all().delete()
    ben.press("Continue")
    assert "Sign in" in ben.page.title() and not reviews(ben.world)
    ben.page.fill("[name=login]", BEN.person)
    ben.page.fill("[name=password]", PASSWORD)
    ben.press("Sign in")
    ben.page.fill("[name=code]", RecoveryCodes.activate(account).get_unused_codes()[0])
    ben.press("Sign in")
    assert ben.page.url.endswith("/steps/change-review_unavoidable/") and ben.page.input_value("[name=statement]") == SAID


def test_what_a_colleague_recorded_meanwhile_is_said_and_the_answers_stay(made: Page, address: str, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    with_addresses()
    steps.serve(world, world.dossier().latest(steps.WarnPerson, "k000"))
    steps.invite(world, "consultation")
    steps.answer(world, steps.union_speaks(world))
    steps.discuss(world)
    ben = BrowserDesk(world, made, address, BEN, CHANGE)
    ben.answer("change.complete_consultation", **{"considered-0-conclusion": "Answered in full.", "statement": SAID})
    point = UnionRepresentation(union="UNISON", subject="mitigating them", point="One more thing.")
    world.act(CARYS, point, happened_on=world.today)
    size = Head.objects.get().size
    ben.press("Record this")
    said = ben.words()
    assert Head.objects.get().size == size and "/check/" in ben.page.url
    assert "Every other way was looked at." in said and "Answered in full." in said
    assert "Something changed while you were writing" in said or "What must happen first" in said, said
    assert "has no answer" in said or "One more thing" in said or "representation" in said, said
    assert Dossier(folded({CHANGE}).matters[CHANGE]).latest(UnionRepresentation).body.point == "One more thing."


def test_a_proposal_is_given_back_too_and_can_be_changed_from_its_check_page(ben: BrowserDesk):
    mirror(rows_of(read_exports(Path("examples/marram"), None, date(2026, 11, 2)).workforce))
    asha = BrowserDesk(ben.world, ben.page, ben.site, ASHA)
    account = an_account(ASHA.person)
    asha.get("/propose/")
    asha.fill({"title": "Fewer cleaners", "posts": "proposal:headcount", "first_dismissal_on": date(2027, 4, 30), "last_dismissal_on": date(2027, 4, 30)})
    asha.press("Continue")
    asha.fill({"need": "budget", "reason_for_change": "cost or budget", "details": SAID})
    Session.objects.all().delete()
    asha.press("Continue")
    asha.page.fill("[name=login]", ASHA.person)
    asha.page.fill("[name=password]", PASSWORD)
    asha.press("Sign in")
    asha.page.fill("[name=code]", RecoveryCodes.activate(account).get_unused_codes()[0])
    asha.press("Sign in")
    assert asha.page.input_value("[name=details]") == SAID and asha.page.is_checked("[name=need][value=budget]")
    asha.press("Continue")
    asha.press("Continue")
    asha.page.get_by_role("link", name="Change posts and days").click()
    assert asha.page.input_value("[name=title]") == "Fewer cleaners" and asha.page.input_value("[name=first_dismissal_on_month]") == "4"
