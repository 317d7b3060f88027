"""The start page, what anybody may read about Evenhand, and checking a receipt."""

import json
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evenhand.canonical.encoding import encode
from evenhand.canonical.heads import Receipt, issue_receipt, sign_head
from evenhand.canonical.signatures import SigningKey
from evenhand_web.ledger.receipts import receipts_for
from evenhand_web.pages.public import start
from evenhand_web.pages.public.checking import LARGEST_RECEIPT_BYTES, standing_of
from tests.accounts.signing_in import signed_in
from tests.site.acting import a_founded_trust, a_vacancy, an_import, recorded
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
ABOUT = ("/about/", "/guide/", "/accessibility/", "/privacy/")


@pytest.fixture
def visitor() -> Client:
    return Client(SERVER_NAME="localhost")


def receipt_at(position: int) -> Receipt:
    return receipts_for(range(position, position + 1))[0]


def sent(visitor: Client, **fields: Any) -> HttpResponse:
    return visitor.post("/check/", fields)


def test_the_start_page_asks_whoever_is_not_signed_in_nothing(a_site: Site, visitor: Client):
    page = visitor.get("/")
    assert page.status_code == 200
    assert "Nothing you enter is kept" in page.content.decode()
    assert not page.cookies


def test_whoever_is_signed_in_goes_home(a_site: Site, visitor: Client, monkeypatch: pytest.MonkeyPatch):
    a_founded_trust()
    signed_in(visitor, "asha")
    page = visitor.get("/")
    assert (page.status_code, page.headers["Location"]) == (302, reverse("homes:home"))


def test_a_demonstration_has_a_start_page_of_its_own(a_site: Site, visitor: Client, monkeypatch: pytest.MonkeyPatch):
    demonstration = ModuleType("evenhand_web.demonstration")
    demonstration.__spec__ = SimpleNamespace(name=demonstration.__name__)  # type: ignore[assignment]
    demonstration.start_page = lambda request: HttpResponse("Try Evenhand")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, demonstration.__name__, demonstration)
    assert b"Try Evenhand" not in visitor.get("/").content
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", True)
    assert visitor.get("/").content == b"Try Evenhand"


@pytest.mark.parametrize("address", ABOUT)
def test_what_evenhand_is_may_be_read_before_and_after_a_trust_is_founded(a_site: Site, visitor: Client, address: str, monkeypatch: pytest.MonkeyPatch):
    assert visitor.get(address).status_code == 200
    a_founded_trust()
    page = visitor.get(address)
    assert "the HR team of Marram Learning Trust" in page.content.decode()
    assert not page.cookies
    monkeypatch.setattr(settings, "EVENHAND_CONTACT", "Priya on 01632 960 114", raising=False)
    assert start.contact() == "Priya on 01632 960 114"


def test_what_evenhand_is_asks_for_a_fixed_number_of_queries(a_site: Site, visitor: Client):
    a_founded_trust()
    visitor.get("/about/")
    with CaptureQueriesContext(connection) as few:
        visitor.get("/about/")
    recorded(*(a_vacancy(f"V-{number}") for number in range(5)))
    visitor.get("/about/")
    with CaptureQueriesContext(connection) as many:
        visitor.get("/about/")
    assert len(few) == len(many)


def test_a_receipt_of_this_record_holds_and_what_the_entry_says_is_not_told(a_site: Site, visitor: Client):
    a_founded_trust()
    receipt = receipt_at(recorded(an_import("a secret name")).acts[0].position)
    page = sent(visitor, file=SimpleUploadedFile("receipt.json", encode(receipt.as_value()))).content.decode()
    assert f"This is the receipt for entry {receipt.number_in_matter} of trust. It has not been changed." in page
    assert "secret" not in page


def test_a_receipt_may_be_pasted_with_white_space_round_it(a_site: Site, visitor: Client):
    a_founded_trust()
    page = sent(visitor, text=f"\r\n {encode(receipt_at(0).as_value()).decode()} \r\n")
    assert "It has not been changed" in page.content.decode()


def test_an_old_receipt_holds_when_more_was_recorded_since(a_site: Site):
    a_founded_trust()
    old = receipt_at(0)
    recorded(a_vacancy("V-1"))
    assert standing_of(encode(old.as_value())).holds


def changed(**fields: Any) -> Callable[[Receipt], dict[str, Any]]:
    return lambda receipt: {**receipt.as_value(), **fields}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (changed(number_in_matter=2), "does not agree with its own signature"),
        (changed(matter_code="CH-1"), "does not agree with its own signature"),
        (changed(signature="00" * 64), "does not agree with its own signature"),
        (changed(format="another"), "not a receipt of Evenhand's"),
        (changed(more=1), "not a receipt of Evenhand's"),
        (changed(position=-1), "not a receipt of Evenhand's"),
    ],
)
def test_a_changed_receipt_is_no_match(a_site: Site, change: Callable[[Receipt], dict[str, Any]], says: str):
    a_founded_trust()
    standing = standing_of(encode(change(receipt_at(0))))
    assert (standing.holds, standing.says) == (False, "No match. Ask the sender.")
    assert says in standing.means


def forged(key: SigningKey, like: Receipt, **head: Any) -> Receipt:
    """A receipt that holds by itself: one leaf, signed by that key."""
    leaf = bytes.fromhex(like.leaf_hash) if "leaf" not in head else head.pop("leaf")
    told = {"ledger_id": like.signed_head.ledger_id, "tree_size": 1, "root": leaf, "signed_at": like.signed_head.signed_at, **head}
    return issue_receipt(key, position=0, matter_code=like.matter_code, number_in_matter=1, leaf=leaf, proof=[], signed_head=sign_head(key, **told))


def test_a_sound_receipt_of_another_key_or_record_is_no_match(a_site: Site):
    a_founded_trust()
    like = receipt_at(0)
    assert "not signed with this trust's key" in standing_of(encode(forged(SigningKey.generate(), like).as_value())).means
    assert "another record" in standing_of(encode(forged(SigningKey.generate(), like, ledger_id="ab" * 16).as_value())).means


def test_a_receipt_that_the_trust_signed_for_another_history_is_told_as_such(a_site: Site):
    from evenhand_web.ledger.keys import key_of

    a_founded_trust()
    like = receipt_at(0)
    other = forged(key_of(like.signed_head.public_key), like, leaf=b"\x01" * 32)
    assert "its record here says something else" in standing_of(encode(other.as_value())).means


def test_a_receipt_signed_over_more_than_the_record_holds_is_told_as_such(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    a_founded_trust()
    ahead = receipt_at(recorded(a_vacancy("V-1")).acts[0].position)
    from evenhand_web.ledger.models import Head

    head = Head.objects.get()
    monkeypatch.setattr("evenhand_web.pages.public.checking.Head", SimpleNamespace(objects=SimpleNamespace(get=lambda: _shorter(head))))
    assert "holds" in standing_of(encode(ahead.as_value())).means and not standing_of(encode(ahead.as_value())).holds


def _shorter(head: Any) -> Any:
    return SimpleNamespace(ledger_id=head.ledger_id, size=head.size - 1, frontier=head.frontier)


@pytest.mark.parametrize(
    "content", [b"\x00", b"\xff\xfe\x00", b"{}", b"[]", b"null", b'{"a":1,"a":2}', b"[" * 5_000, b"9" * 5_000, b"%PDF-1.7 \x00", "ﬁ".encode()]
)
def test_any_bytes_are_answered(a_site: Site, visitor: Client, content: bytes):
    page = sent(visitor, file=SimpleUploadedFile("receipt.json", content))
    assert page.status_code == 200
    assert "No match. Ask the sender." in page.content.decode()


def test_a_file_of_the_largest_size_is_read_and_a_larger_one_is_not(a_site: Site, visitor: Client):
    assert "No match" in sent(visitor, file=SimpleUploadedFile("a.json", b" " * LARGEST_RECEIPT_BYTES)).content.decode()
    assert "larger than 100 KB" in sent(visitor, file=SimpleUploadedFile("a.json", b" " * (LARGEST_RECEIPT_BYTES + 1))).content.decode()
    assert "larger than 100 KB" in sent(visitor, text="é" * (LARGEST_RECEIPT_BYTES // 2 + 1)).content.decode()


def test_nothing_or_two_things_are_told(a_site: Site, visitor: Client):
    for page in (sent(visitor), sent(visitor, text="{}", file=SimpleUploadedFile("a.json", b"{}"))):
        assert page.content.decode().count("one of the two") == 2  # in the summary and by the field
    assert "holds characters that no receipt has" in sent(visitor, text="\x00{}").content.decode()
    assert "No match" in sent(visitor, file=SimpleUploadedFile("a.json", b"")).content.decode()


def test_a_record_that_does_not_agree_with_itself_is_told(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    from evenhand_web.ledger.tree import TREE, HeadIsNotOfTheseActs

    def broken(head: object) -> None:
        raise HeadIsNotOfTheseActs("rows were changed")

    a_founded_trust()
    receipt = receipt_at(0)
    monkeypatch.setattr(TREE, "grown_to", broken)
    assert standing_of(encode(receipt.as_value())).says == "This could not be checked."


def test_the_form_is_the_reader_s_own(a_site: Site):
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert strict.post("/check/", {"text": json.dumps({})}).status_code == 403
