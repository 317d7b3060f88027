"""`evenhand import` takes a workbook as it takes a folder of exports."""

from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand_web.workforce.models import MirrorRow
from tests.site.sites import Site, only_sqlite
from tests.site.test_site_commands import IMPORT, mirrored
from tests.workforce.workbooks import as_template_rows, filled


@only_sqlite
def test_a_workbook_that_says_what_the_exports_say_changes_nothing(a_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    main(IMPORT)
    before = mirrored()
    (tmp_path / "marram.xlsx").write_bytes(filled(as_template_rows(Path(IMPORT[1]))))
    capsys.readouterr()
    assert main(["import", str(tmp_path / "marram.xlsx"), "--on", "2026-11-02"]) == 1
    assert "Rows added: 0; changed: 0; removed: 0." in capsys.readouterr().out
    assert mirrored() == before


@only_sqlite
def test_a_workbook_that_cannot_be_opened_takes_nothing_and_removes_nothing(a_site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    main(IMPORT)
    held = MirrorRow.objects.count()
    (tmp_path / "marram.xlsx").write_bytes(b"PK\x03\x04 and no more")
    assert main(["import", str(tmp_path / "marram.xlsx")]) == 2
    assert "The workbook is damaged" in capsys.readouterr().err
    assert MirrorRow.objects.count() == held
