"""What visitors of the demonstration see, and that none of it is anywhere else."""

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from evenhand.procedure.audience import Office
from evenhand_web.accounts.models import Account
from evenhand_web.config.clock import NotADemonstration
from evenhand_web.demonstration.script import Card, people
from evenhand_web.demonstration.views import sign_in_by
from evenhand_web.ledger.models import Head
from evenhand_web.pages.seats import IN_USE
from tests.site.acting import a_vacancy
from tests.site.demonstrations import Demonstration, actor
from tests.site.sites import Site, only_sqlite
from tests.site.test_demonstration import does

START, MAILBOX, SIGN_IN, START_AGAIN = "/demonstration/", "/demonstration/mailbox/", "/demonstration/sign-in/", "/demonstration/start-again/"
CARDS = people().cards


def a_browser(**more: bool) -> Client:
    return Client(SERVER_NAME="localhost", **more)


def test_the_start_page_has_a_card_for_every_role(a_demonstration: Demonstration):
    page = a_browser().get("/").content.decode()
    assert "Try Evenhand. This trust and its people are made up." in page and "Thursday 21 January 2027" in page
    for card in CARDS:
        assert card.role in page and f"Sign in as {people().holder(card.key).name}" in page
    assert {people().holder(card.key).office for card in CARDS} == set(Office)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.key)
def test_a_card_signs_in_as_who_is_on_it_in_her_seat(a_demonstration: Demonstration, card: Card):
    browser, holder = a_browser(), people().holder(card.key)
    response = browser.post(SIGN_IN, {"card": card.key}, follow=True)
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, reverse("homes:home"))
    assert browser.session[IN_USE] == f"{holder.office}:{holder.union or ''}"
    assert browser.get(START).wsgi_request.user.person == holder.person


def test_the_mailbox_names_each_letter_and_whom_it_waits_for(a_demonstration: Demonstration):
    page = a_browser().get(MAILBOX).content.decode()
    for told in ("Tamsin Garside", "UNISON", "Criteria for selection", "Your job may be at risk", "A letter for you from Marram Learning Trust"):
        assert told in page
    assert "person:" not in page and ">Back</a>" in page


def test_one_card_after_another_changes_places(a_demonstration: Demonstration):
    browser = a_browser()
    for key in ("adviser", "UNISON"):
        browser.post(SIGN_IN, {"card": key})
    assert browser.get(START).wsgi_request.user.name == people().holder("UNISON").name


def test_a_form_from_elsewhere_signs_nobody_in(a_demonstration: Demonstration):
    browser = a_browser(enforce_csrf_checks=True)
    assert browser.post(SIGN_IN, {"card": "adviser"}).status_code == 403
    assert browser.post(START_AGAIN).status_code == 403


def test_only_whoever_is_on_a_card_can_be_signed_in_as(a_demonstration: Demonstration):
    for key in ("protected teaching assistant", "nobody", ""):
        assert a_browser().post(SIGN_IN, {"card": key}).status_code == 404
    assert a_browser().get(SIGN_IN).status_code == 405


def test_nobody_of_the_demonstration_has_a_password(a_demonstration: Demonstration):
    assert Account.objects.count() == len(people().holders)
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_start_again_takes_everything_back_and_signs_everybody_out(a_demonstration: Demonstration):
    browser, another = a_browser(), a_browser()
    for each in (browser, another):
        each.post(SIGN_IN, {"card": "adviser"})
    size = Head.objects.get().size
    does("adviser", a_vacancy("V900", actor("adviser")))
    response = browser.post(START_AGAIN)
    assert (response.status_code, response["Location"]) == (302, START)
    assert Head.objects.get().size == size
    assert [each.get(START).wsgi_request.user.is_authenticated for each in (browser, another)] == [False, False]


def refused_everywhere() -> None:
    browser = a_browser()
    asked = [browser.get(address) for address in (START, MAILBOX, SIGN_IN)]
    asked += [browser.post(SIGN_IN, {"card": "adviser"}), browser.post(START_AGAIN)]
    assert [response.status_code for response in asked] == [404] * 5
    with pytest.raises(NotADemonstration, match="Nobody signs in without a password"):
        sign_in_by(CARDS[0], HttpRequest())


def test_where_this_is_no_demonstration_there_are_no_such_pages(a_demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", False)
    refused_everywhere()


def test_nor_where_the_folder_holds_another_ledger_than_the_demonstrations(a_demonstration: Demonstration):
    (a_demonstration.folder / "demonstration-begun").write_text("the ledger of somebody else\n")
    refused_everywhere()


@only_sqlite
def test_nor_in_a_site_that_is_only_said_to_be_one(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", True)
    monkeypatch.setattr(settings, "DATA", a_site.keys.parent)
    refused_everywhere()
