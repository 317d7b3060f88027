"""Backups and honest restores: what was lost is declared, what was erased is erased again, and a copy that was touched is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office
from evenhand.procedure.trust.keeping import Erase, Place
from evenhand_web.ledger.backing_up import back_up
from evenhand_web.ledger.copying import CannotCopy, copy_in
from evenhand_web.ledger.models import Head, PartRow
from evenhand_web.ledger.performing import Recorded, Refused
from evenhand_web.ledger.reading import problems_of_the_record
from evenhand_web.ledger.restoring import restore
from evenhand_web.ledger.signing import WillNotSign, outside_log, signed_head
from tests.procedure.world import ASHA
from tests.site.acting import a_draft, a_founded_trust, a_vacancy, an_import, attempt, recorded
from tests.site.other_process import OtherProcess
from tests.site.sites import Site, emptied
from tests.site.soundness import logged_size

WHY = "The disk failed."
Emptied = Callable[[], Site]


@pytest.fixture
def emptied_site(a_site: Site, templates: Callable[[str], str], tmp_path: Path, request: pytest.FixtureRequest) -> Emptied:
    """Loses the site's database; keys and the outside log stay."""

    def lose() -> Site:
        connections.close_all()
        a_site.named = emptied(a_site.kind, templates(a_site.kind), tmp_path, request, name=f"{Path(a_site.named).stem.split('=')[-1]}_anew")
        return a_site.opened()

    return lose


def restored(folder: Path, actor: Actor = ASHA) -> Recorded:
    outcome = restore(folder, actor=actor, because=WHY)
    assert isinstance(outcome, Recorded), outcome
    return outcome


def test_a_restore_brings_the_acts_back_and_declares_what_was_lost(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()
    kept = recorded(a_vacancy("V1")).receipts[0]
    back_up(tmp_path / "backup")
    lost = [recorded(a_vacancy(name)).head for name in ("V2", "V3")]
    emptied_site()
    outcome = restored(tmp_path / "backup")
    body = outcome.acts[0].body
    assert (body.restored_to, body.because, outcome.acts[0].actor.person) == (9, WHY, "asha")
    assert [(head.tree_size, head.root) for head in body.lost_heads] == [(head.tree_size, head.root) for head in lost]
    assert Head.objects.get().size == logged_size() == 10
    assert kept.problems() == [] and problems_of_the_record() == []
    assert recorded(a_vacancy("V4")).receipts[0].problems() == []


def test_what_was_erased_after_the_backup_is_erased_again(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()
    act = recorded(an_import("a secret")).acts[0]
    back_up(tmp_path / "backup")
    place = PartRow.objects.get(act_id=act.position, name="body").place
    erased = recorded(a_draft(ASHA, Erase(parts=(Place(position=act.position, part=place),), because="Its time is over.")))
    emptied_site()
    outcome = restored(tmp_path / "backup")
    row = PartRow.objects.get(act_id=act.position, place=place)
    assert (row.content, row.salt, row.erased_on, row.erased_by) == (None, None, erased.acts[0].happened_on, outcome.positions.start)
    last = outside_log().last()
    assert last is not None and [(part.position, part.place) for part in last.erased] == [(act.position, place)]
    assert problems_of_the_record() == []


def test_an_erasure_of_a_lost_act_does_not_touch_the_act_that_took_its_place(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()
    back_up(tmp_path / "first")
    lost = recorded(an_import("V1")).acts[0]
    place = PartRow.objects.get(act_id=lost.position, name="body").place
    recorded(a_draft(ASHA, Erase(parts=(Place(position=lost.position, part=place),), because="Its time is over.")))
    emptied_site()
    restored(tmp_path / "first")
    back_up(tmp_path / "second")
    emptied_site()
    restored(tmp_path / "second")
    assert not PartRow.objects.filter(content__isnull=True).exists()


def test_a_lost_head_is_declared_once_however_often_a_restore_follows(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()
    back_up(tmp_path / "first")
    recorded(a_vacancy("V1"))
    emptied_site()
    restored(tmp_path / "first")
    back_up(tmp_path / "second")
    recorded(a_vacancy("V2"))
    emptied_site()
    body = restored(tmp_path / "second").acts[0].body
    assert [head.tree_size for head in body.lost_heads] == [10]


def test_a_restore_over_another_ledger_is_refused_and_changes_nothing(a_site: Site, tmp_path: Path):
    a_founded_trust()
    back_up(tmp_path / "backup")
    recorded(a_vacancy("V1"))
    log = outside_log().path.read_bytes()
    with pytest.raises(CannotCopy, match="never writes over"):
        restore(tmp_path / "backup", actor=ASHA, because=WHY)
    assert (Head.objects.get().size, outside_log().path.read_bytes()) == (9, log)


def test_a_copy_put_back_by_hand_is_not_written_to(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()
    note = back_up(tmp_path / "backup")
    recorded(a_vacancy("V1"))
    emptied_site()
    copy_in(tmp_path / "backup" / note.file)
    a_site.opened()
    with pytest.raises(WillNotSign, match="use evenhand restore"):
        attempt(a_vacancy("another V1"))
    assert Head.objects.get().size == 8
    restored(tmp_path / "backup")  # it holds exactly the backup, so the restore can still be declared
    assert recorded(a_vacancy("another V1")).receipts


def test_a_restore_cut_short_can_be_run_again(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()
    back_up(tmp_path / "backup")
    recorded(a_vacancy("V1"))
    emptied_site()
    nobody = Actor("nobody", Office.HR_ADVISER)
    assert isinstance(restore(tmp_path / "backup", actor=nobody, because=WHY), Refused)
    for undeclared in (lambda: attempt(a_vacancy("V2")), signed_head):
        with pytest.raises(WillNotSign, match="no act declares it yet"):
            undeclared()
    assert [head.tree_size for head in restored(tmp_path / "backup").acts[0].body.lost_heads] == [9]
    assert Head.objects.get().size == logged_size() == 9


@pytest.mark.parametrize("touched", ["note", "copy", "root"])
def test_a_backup_that_was_touched_is_refused(a_site: Site, emptied_site: Emptied, tmp_path: Path, touched: str):
    a_founded_trust()
    note = back_up(tmp_path / "backup")
    recorded(a_vacancy("V1"))
    emptied_site()
    path = tmp_path / "backup" / (note.file if touched == "copy" else "backup.json")
    data = path.read_bytes()
    changed = {"note": data.replace(b'"tree_size":8', b'"tree_size":7'), "copy": data[:-1] + bytes([data[-1] ^ 1]), "root": data[:-9]}[touched]
    path.write_bytes(changed)
    with pytest.raises(CannotCopy):
        restore(tmp_path / "backup", actor=ASHA, because=WHY)
    assert Head.objects.get().size == 0


def test_neither_the_key_nor_the_log_is_in_a_backup(a_site: Site, tmp_path: Path):
    a_founded_trust()
    note = back_up(tmp_path / "backup")
    assert sorted(path.name for path in (tmp_path / "backup").iterdir()) == ["backup.json", note.file]
    held = b"".join(path.read_bytes() for path in (tmp_path / "backup").iterdir())
    assert b"PRIVATE KEY" not in held and signed_head().signature.encode() not in held


def test_a_backup_needs_a_folder_of_its_own(a_site: Site, tmp_path: Path):
    a_founded_trust()
    back_up(tmp_path / "backup")
    with pytest.raises(CannotCopy, match="is not empty"):
        back_up(tmp_path / "backup")


def test_a_backup_taken_while_others_write_is_of_one_moment(a_site: Site, emptied_site: Emptied, tmp_path: Path):
    a_founded_trust()

    def appending(say: Callable[[str], None]) -> None:
        for number in range(40):
            recorded(a_vacancy(f"V{number}-a"), a_vacancy(f"V{number}-b"))

    writer = OtherProcess(a_site, appending)
    a_site.opened()
    note = back_up(tmp_path / "backup")
    writer.finished()
    emptied_site()
    outcome = restored(tmp_path / "backup")
    assert outcome.acts[0].body.restored_to == note.tree_size and note.tree_size % 2 == 0
    assert problems_of_the_record() == []
