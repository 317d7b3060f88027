"""Heads: signed outside the transaction, one for each size, never without the outside log; what a crash left unsigned is signed at the next start."""

import json

import pytest
from django.db import connection

from evenhand.canonical.signatures import SigningKey
from evenhand.procedure.trust.governing import IntroduceKey
from evenhand.record.keys import introduction
from evenhand_web.ledger import performing
from evenhand_web.ledger.founding import introduce_new_key
from evenhand_web.ledger.keys import KeyMissing, key_of, keys_folder
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.performing import Recorded
from evenhand_web.ledger.signing import WillNotSign, outside_log, signed_head
from tests.procedure.world import CEO
from tests.site.acting import a_draft, a_founded_trust, a_vacancy, attempt, recorded
from tests.site.sites import Site, only_sqlite
from tests.site.soundness import logged_size, require_sound


class PulledPlug(Exception):
    pass


def die_before_signing(monkeypatch: pytest.MonkeyPatch) -> None:
    def pull() -> None:
        raise PulledPlug

    monkeypatch.setattr(performing, "signed_head", pull)


def test_what_was_committed_but_not_signed_is_signed_at_the_next_start(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    a_founded_trust()
    with monkeypatch.context() as crash:
        die_before_signing(crash)
        with pytest.raises(PulledPlug):
            attempt(a_vacancy("V1"), command_id="cut short")
    assert (logged_size(), Head.objects.get().size) == (8, 9)
    assert signed_head().tree_size == logged_size() == 9
    require_sound()


def test_a_repeat_after_a_crash_completes_the_receipt(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    a_founded_trust()
    with monkeypatch.context() as crash:
        die_before_signing(crash)
        with pytest.raises(PulledPlug):
            attempt(a_vacancy("V1"), command_id="cut short")
    again = recorded(a_vacancy("V1"), command_id="cut short")
    assert again.receipts[0].problems() == [] and again.receipts[0].signed_head == again.head
    assert (logged_size(), Head.objects.get().size) == (9, 9)


def test_a_line_that_a_crash_left_unfinished_is_dropped(a_site: Site):
    a_founded_trust()
    whole = outside_log().path.read_bytes()
    for unfinished in (whole.splitlines()[-1][:40], b"x" * 9000):
        outside_log().path.write_bytes(whole + unfinished)
        assert logged_size() == 8
    recorded(a_vacancy("V1"))
    assert logged_size() == 9
    assert [json.loads(line)["head"]["tree_size"] for line in outside_log().path.read_bytes().splitlines()] == [1, 7, 8, 9]


def test_an_unfinished_line_and_nothing_else_is_an_empty_log(a_site: Site):
    outside_log().path.write_bytes(b"half a line")
    assert outside_log().last() is None and outside_log().entries() == []
    a_founded_trust()
    require_sound()


def test_a_second_root_for_one_size_is_never_signed(a_site: Site):
    a_founded_trust()
    take_the_trigger_away("ledger_actrow")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_actrow SET leaf = (SELECT leaf FROM ledger_actrow WHERE position = 3) WHERE position = 7")
        rows = cursor.execute("SELECT leaf FROM ledger_actrow ORDER BY position").fetchall()
    make_head_of([bytes(leaf) for (leaf,) in rows])
    a_site.opened()
    with pytest.raises(WillNotSign, match="another root"):
        signed_head()
    assert logged_size() == 8


def test_a_database_put_back_by_hand_is_not_written_to(a_site: Site):
    a_founded_trust()
    log = outside_log().path.read_bytes()
    recorded(a_vacancy("V1"))
    ahead = outside_log().path.read_bytes()
    outside_log().path.write_bytes(log + ahead[len(log) :].replace(b'"tree_size":9', b'"tree_size":10'))
    with pytest.raises(WillNotSign, match="use evenhand restore"):
        attempt(a_vacancy("V2"))
    assert Head.objects.get().size == 9


def test_the_log_of_another_ledger_is_not_carried_on(a_site: Site):
    a_founded_trust()
    log = outside_log().path
    log.write_bytes(log.read_bytes().replace(Head.objects.get().ledger_id.encode(), b"0" * 32))
    with pytest.raises(WillNotSign, match="Name its own folder"):
        attempt(a_vacancy("V1"))
    assert Head.objects.get().size == 8


def test_without_the_key_nothing_is_recorded(a_site: Site):
    a_founded_trust()
    (key,) = keys_folder().glob("*.pem")
    key.rename(keys_folder() / "elsewhere")
    with pytest.raises(KeyMissing, match="Bring its file back"):
        attempt(a_vacancy("V1"))
    assert Head.objects.get().size == 8


def test_another_key_under_the_name_of_the_one_in_force_is_not_used(a_site: Site):
    a_founded_trust()
    (key,) = keys_folder().glob("*.pem")
    key.unlink()
    SigningKey.generate().save(key)
    with pytest.raises(KeyMissing, match="holds another key"):
        attempt(a_vacancy("V1"))
    assert Head.objects.get().size == 8


def test_a_new_key_signs_from_the_act_on_that_the_old_one_introduced_it_by(a_site: Site):
    founded = a_founded_trust()
    introduced = introduce_new_key(CEO)
    assert isinstance(introduced, Recorded)
    assert introduced.head.public_key == introduced.acts[0].body.public_key != founded.head.public_key
    later = recorded(a_vacancy("V1"))
    assert later.head.public_key == introduced.head.public_key and later.receipts[0].problems() == []
    require_sound()


def test_a_key_that_the_old_one_did_not_introduce_is_refused(a_site: Site):
    a_founded_trust()
    stranger = SigningKey.generate()
    with pytest.raises(WillNotSign, match="without the signature of the key before it"):
        attempt(a_draft(CEO, IntroduceKey(public_key=stranger.public_key, signed_by_the_old_key="00" * 64)))
    assert Head.objects.get().size == 8


def test_a_key_whose_file_is_not_here_cannot_be_introduced(a_site: Site):
    founded = a_founded_trust()
    stranger = SigningKey.generate()
    signed = introduction(key_of(founded.head.public_key), stranger.public_key)
    with pytest.raises(KeyMissing):
        attempt(a_draft(CEO, IntroduceKey(public_key=stranger.public_key, signed_by_the_old_key=signed)))
    assert Head.objects.get().size == 8


@only_sqlite
def test_an_empty_ledger_has_nothing_to_sign(a_site: Site):
    with pytest.raises(WillNotSign, match="Found the trust first"):
        signed_head()


def take_the_trigger_away(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_unchanged" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def make_head_of(leaves: list[bytes]) -> None:
    from evenhand.canonical.tree import Frontier

    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    Head.objects.update(frontier=frontier.hashes)
