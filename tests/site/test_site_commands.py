"""The site's commands as somebody types them: export, import, backup, restore."""

import json
from pathlib import Path

import pytest
from django.db import connections

from evenhand.cli import main
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.reading import EVERYTHING, acts
from evenhand_web.ledger.signing import signed_head
from evenhand_web.workforce.models import MirrorRow
from tests.architecture.repository import ROOT
from tests.procedure import thin_change as steps
from tests.procedure.world import CHANGE, a_change
from tests.site.acting import a_founded_trust, a_vacancy, recorded
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

MARRAM = str(ROOT / "examples/marram")
IMPORT = ["import", MARRAM, "--on", "2026-11-02"]


def mirrored() -> list[tuple[str, str, str]]:
    return list(MirrorRow.objects.order_by("table", "key").values_list("table", "key", "digest"))


def test_importing_again_changes_nothing(a_site: Site, capsys: pytest.CaptureFixture[str]):
    status = main(IMPORT)
    before = mirrored()
    assert status in (0, 1) and len(before) > 2000
    capsys.readouterr()
    assert main(IMPORT) == status
    assert "Rows added: 0; changed: 0; removed: 0." in capsys.readouterr().out
    assert mirrored() == before and Head.objects.get().size == 0


def test_only_what_differs_is_written(a_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from shutil import copytree

    main(IMPORT)
    copytree(MARRAM, tmp_path / "exports")
    vacancies = tmp_path / "exports" / "vacancies.csv"
    vacancies.write_bytes(b"\n".join(vacancies.read_bytes().splitlines()[:-1]) + b"\n")
    capsys.readouterr()
    main(["import", str(tmp_path / "exports"), "--on", "2026-11-02"])
    assert "Rows added: 0; changed: 0; removed: 1." in capsys.readouterr().out


def test_an_import_into_a_founded_trust_is_somebodys_act_and_only_once(a_site: Site, capsys: pytest.CaptureFixture[str]):
    a_founded_trust()
    assert main(IMPORT) == 2
    assert "add --by PERSON" in capsys.readouterr().err and mirrored() == []
    assert main([*IMPORT, "--by", "nobody"]) == 2
    assert "does not hold the office" in capsys.readouterr().err and mirrored() == []
    for _ in range(2):
        assert main([*IMPORT, "--by", "asha"]) in (0, 1)
    recorded_imports = [act for act in acts(EVERYTHING) if act.kind.name == "trust.record_import"]
    assert [(act.actor.person, act.body.source) for act in recorded_imports] == [("asha", "marram")]
    assert main(IMPORT) in (0, 1)  # the same again is nobody's act


@only_sqlite
def test_what_cannot_be_read_is_not_imported(a_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["import", str(tmp_path / "nowhere")]) == 2
    assert "There is no such folder." in capsys.readouterr().err


def test_bundles_for_everyone_and_for_one_union_are_written_and_verify(
    a_site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    world = LedgerWorld(monkeypatch)
    people = a_change(world, holders=3, to_stay=2)
    steps.consult_to_the_end(world, people)
    receipt = tmp_path / "receipt.json"
    from evenhand.canonical.encoding import encode

    receipt.write_bytes(encode(recorded(a_vacancy("V9")).receipts[0].as_value()))
    for name, more in {"whole": [], "union": ["--for", "UNISON"], "adviser": ["--for", "asha"], "auditor": ["--for", "chief_executive"]}.items():
        assert main(["export", CHANGE, *more, "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "union").stat().st_size < (tmp_path / "whole").stat().st_size
    capsys.readouterr()
    for name in ("whole", "union"):
        assert main(["verify", str(tmp_path / name), "--receipt", str(receipt), "--json"]) == 0, capsys.readouterr()
        assert json.loads(capsys.readouterr().out)["anchored"] is True


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["CH-404", "--out", "b"], "no act belongs to the matter CH-404"),
        (["trust", "--for", "trustee", "--out", "b"], "Nobody holds the office of trustee today."),
        (["trust", "--for", "employee", "--out", "b"], "Name her by her id."),
        (["trust", "--for", "union_representative", "--out", "b"], "Name the union."),
        (["trust", "--out", "there"], "there"),
    ],
)
@only_sqlite
def test_an_export_that_cannot_be_made_says_why(
    a_site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").write_text("another's")
    a_founded_trust()
    assert main(["export", *arguments]) == 2
    assert says in capsys.readouterr().err
    assert (tmp_path / "there").read_text() == "another's" and not (tmp_path / "b").exists()


@only_sqlite
def test_backup_and_restore_as_typed(a_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    a_founded_trust()
    folder = str(tmp_path / "backup")
    assert main(["backup", folder]) == 0
    assert "holds 8 acts" in capsys.readouterr().out
    recorded(a_vacancy("V1"))
    assert main(["restore", folder, "--because", "A test.", "--by", "asha"]) == 2
    assert "never writes over" in capsys.readouterr().err
    connections.close_all()
    for path in Path(a_site.named).parent.glob("*.sqlite3*"):
        path.unlink()
    a_site.opened()
    assert main(["restore", folder, "--because", "A test.", "--by", "nobody"]) == 1
    assert main(["restore", folder, "--because", "A test.", "--by", "asha"]) == 0
    assert "Signed heads lost: 9." in capsys.readouterr().out
    assert signed_head().tree_size == 9
    assert main(["backup", folder]) == 2
