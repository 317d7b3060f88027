"""`evenhand found`: a trust begins with two people and their codes, whole or not at all; and until then the site says what to do."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from evenhand.cli import main
from evenhand_web.accounts.invitations import invitation_for
from evenhand_web.accounts.models import Account, Invitation
from evenhand_web.ledger import founding
from evenhand_web.ledger.keys import KeyMissing
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.reading import EVERYTHING, acts
from evenhand_web.serving import serve_command
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
GIVEN = {
    "trust": "Marram Learning Trust",
    "chief-executive": "Imani Okafor",
    "sign-in-name": "Imani@example.org",
    "administrator": "Dora Pike",
    "administrator-sign-in-name": "dora",
}
IN_FOURS = r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}"


@pytest.fixture(autouse=True)
def own_secret_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command makes the site's own; afterwards the tests' is back."""
    monkeypatch.setattr(settings, "SECRET_KEY", settings.SECRET_KEY)
    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.delenv("EVENHAND_SECRET_KEY", raising=False)


def found(**otherwise: str) -> int:
    given = {**GIVEN, **{name.replace("_", "-"): value for name, value in otherwise.items()}}
    return main(["found", *(word for name, value in given.items() for word in (f"--{name}", value))])


def codes(said: str) -> list[str]:
    return re.findall(IN_FOURS, said)


def test_the_record_begins_with_the_trust_and_the_appointment_of_its_administrator(a_site: Site, capsys: pytest.CaptureFixture[str]):
    assert found() == 0
    began, appointed = acts(EVERYTHING)
    chief, administrator = (Account.objects.get(sign_in_name=name) for name in ("imani@example.org", "dora"))
    assert (began.kind.name, began.body.trust, began.body.chief_executive) == ("trust.found", "Marram Learning Trust", chief.person)
    assert (appointed.kind.name, appointed.body.office, appointed.about) == ("trust.appoint", "administrator", administrator.person)
    assert (began.actor.person, appointed.actor.person) == (chief.person, chief.person)
    said = capsys.readouterr().out
    assert "Marram Learning Trust is founded" in said and "evenhand serve" in said


def test_numbers_of_people_tell_nothing_of_them(a_site: Site):
    found()
    people = list(Account.objects.values_list("person", flat=True))
    assert len(set(people)) == 2 and all(re.fullmatch("[0-9a-f]{16}", person) for person in people)


def test_each_has_a_code_and_nobody_can_sign_in_without(a_site: Site, capsys: pytest.CaptureFixture[str]):
    found()
    first, second = codes(capsys.readouterr().out)
    assert [invitation_for(code).name for code in (first, second)] == ["Imani Okafor", "Dora Pike"]
    assert not any(account.has_usable_password() for account in Account.objects.all())


def test_a_trust_is_founded_once(a_site: Site, capsys: pytest.CaptureFixture[str]):
    found()
    capsys.readouterr()
    assert found(trust="Another Trust") == 2
    said = capsys.readouterr()
    assert "founded here already" in said.err and "evenhand invite" in said.err and not codes(said.out)
    assert (Head.objects.get().size, Account.objects.count(), Invitation.objects.count()) == (2, 2, 2)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_made(a_site: Site, capsys: pytest.CaptureFixture[str]):
    assert found(trust=" ", administrator_sign_in_name=" imani@EXAMPLE.org ") == 2
    said = capsys.readouterr().err
    assert "--trust is empty" in said and "They are two people" in said
    assert not (Head.objects.get().size or Account.objects.exists() or Invitation.objects.exists())


def test_what_cannot_be_recorded_leaves_nobody_who_could_come_in(a_site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def out_of_keys(**told: str) -> None:
        raise KeyMissing("The folder of keys is gone.")

    with monkeypatch.context() as broken:
        broken.setattr(founding, "found_trust", out_of_keys)
        assert found() == 2
    assert "The folder of keys is gone." in capsys.readouterr().err
    assert not (Head.objects.get().size or Account.objects.exists() or Invitation.objects.exists())
    assert found() == 0


def test_what_a_founding_cut_short_left_is_taken_up(a_site: Site, capsys: pytest.CaptureFixture[str]):
    left = Account.objects.create_user("dora", None, name="Dora Pike", person="0123456789abcdef")
    assert found() == 0
    assert [act.about for act in acts(EVERYTHING)] == [None, left.person] and Account.objects.count() == 2


def test_the_demonstrations_folder_is_nobodys(a_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "demonstration-begun").write_text("a ledger\n")
    assert found() == 2
    assert "holds the demonstration" in capsys.readouterr().err and Head.objects.get().size == 0


def test_until_then_the_start_page_says_what_to_do_in_place_of_signing_in(a_site: Site):
    def start() -> str:
        return Client(SERVER_NAME="localhost").get("/").content.decode()

    assert "evenhand found" in start() and "/accounts/sign-in/" not in start().split("<main")[1]
    found()
    assert "evenhand found" not in start() and "/accounts/sign-in/" in start().split("<main")[1]


def test_until_then_serving_says_it_too(a_site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def told() -> str:
        capsys.readouterr()
        assert main(["serve", "--port", "0"]) == 0
        return capsys.readouterr().out

    for name in ("EVENHAND_DEMONSTRATION", "EVENHAND_DATA_DIR", "EVENHAND_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "execve", lambda *became: None)
    monkeypatch.setattr(serve_command, "_collect_static_files", lambda: None)
    assert "evenhand found" in told()
    found()
    assert "evenhand found" not in told()
