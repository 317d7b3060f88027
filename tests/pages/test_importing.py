"""Importing in the browser: nothing before a second press, nothing for anybody else, and the same words as the command's."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from evenhand.cli import main
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.keeping import RecordImport
from evenhand.workforce.reading import read_workbook
from evenhand.workforce.template import template
from evenhand_web.ledger.folds import folded
from evenhand_web.workforce.models import MirrorRow, Received, ReceivedFile
from evenhand_web.workforce.receiving import forget_what_is_over
from tests.pages.taking import Desk, errors, words
from tests.procedure.world import ASHA, BEN, CARYS, CEO, PRIYA, SAM, TOMAS
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite
from tests.workforce.small_trust import Trust, a_contract, a_person, a_trust, written
from tests.workforce.workbooks import filled, small_rows

pytestmark = only_sqlite
CHECKED = "/import/{}/"


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    return LedgerWorld(monkeypatch)


@pytest.fixture
def desk(world: LedgerWorld) -> Desk:
    return Desk(world, ASHA)


def with_a_fault() -> Trust:
    """Carys's second contract has a day that is none."""
    trust = a_trust()
    trust["contracts.csv"][2]["Contract Start"] = "31/02/2015"
    return trust


def workbook(folder: Path, trust: Trust | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("trust.xlsx", filled(small_rows(folder / "rows", trust or a_trust())))


def exports(folder: Path, trust: Trust | None = None) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(written(folder / "exports", trust or a_trust()).iterdir())]


def sent(desk: Desk, *files: SimpleUploadedFile) -> HttpResponse:
    return desk.client.post("/import/", {"files": list(files)})


def checked(desk: Desk, *files: SimpleUploadedFile) -> str:
    """The address of the check page."""
    answer = sent(desk, *files)
    assert answer.status_code == 302, errors(answer.content.decode())
    return str(answer["Location"])


def pressed(desk: Desk, address: str) -> HttpResponse:
    page = desk.get(address)
    held = page.split('name="held" value="')[1].split('"')[0]
    return desk.client.post(address, {"held": held})


def imports(world: LedgerWorld) -> list[RecordImport]:
    return [act.body for act in Dossier(folded({"trust"}).matters["trust"]).every(RecordImport)]


@pytest.mark.parametrize("send", [lambda folder: [workbook(folder)], exports])
def test_nothing_is_imported_before_the_second_press(desk: Desk, tmp_path: Path, send):
    at = checked(desk, *send(tmp_path))
    said = words(desk.get(at))
    assert "2 people would be taken with all their contracts" in said and "Everybody would be taken" in said
    assert not MirrorRow.objects.exists() and not imports(desk.world)
    assert pressed(desk, at)["Location"] == at
    said = words(desk.get(at))
    assert "2 people imported" in said and "receipt" in said
    assert MirrorRow.objects.filter(table="people").count() == 2 and [act.taken for act in imports(desk.world)] == [2]


def test_it_takes_what_the_command_takes(desk: Desk, tmp_path: Path):
    pressed(desk, checked(desk, workbook(tmp_path)))
    from_the_page = set(MirrorRow.objects.values_list("table", "key", "digest"))
    (tmp_path / "trust.xlsx").write_bytes(filled(small_rows(tmp_path / "rows", a_trust())))
    assert main(["import", str(tmp_path / "trust.xlsx"), "--on", "2026-11-02"]) == 0
    assert set(MirrorRow.objects.values_list("table", "key", "digest")) == from_the_page


def test_pressing_twice_imports_once(desk: Desk, tmp_path: Path):
    at = checked(desk, workbook(tmp_path))
    page = desk.get(at)
    held = page.split('name="held" value="')[1].split('"')[0]
    first, second = (desk.client.post(at, {"held": held}) for _ in range(2))
    assert first["Location"] == at and "2 people imported" in words(second.content.decode())
    assert len(imports(desk.world)) == 1


def test_importing_again_changes_nothing_and_says_so(desk: Desk, tmp_path: Path):
    pressed(desk, checked(desk, workbook(tmp_path)))
    at = checked(desk, *exports(tmp_path / "again"))
    assert "Importing this would change nothing" in words(desk.get(at))
    pressed(desk, at)
    assert "Nothing changed" in words(desk.get(at)) and len(imports(desk.world)) == 1


def test_a_problem_leaves_the_person_out_and_is_a_row_of_the_table(desk: Desk, tmp_path: Path):
    at = checked(desk, *exports(tmp_path, with_a_fault()))
    page = desk.get(at)
    said = words(page)
    assert "1 person would be taken with all their contracts; 1 person left out" in said
    assert "File Row Column Value What to do What it leaves out" in said
    assert "contracts.csv 4 Contract Start 31/02/2015" in said and "000102 left out" in said
    assert "Import, and leave those out" in page
    pressed(desk, at)
    assert list(MirrorRow.objects.filter(table="people").values_list("key", flat=True)) == ["000101"]
    assert "Left out 000102" in words(desk.get(at))


def test_the_file_to_correct_is_read_again_with_the_same_problems(desk: Desk, tmp_path: Path):
    at = checked(desk, *exports(tmp_path, with_a_fault()))
    answer = desk.client.get(f"{at}to-correct.xlsx")
    again = read_workbook(answer.content, "to-correct.xlsx")
    assert again.left_out == ("000102",) and "attachment" in answer["Content-Disposition"]


def test_who_would_be_gone_is_said_before_it_is_done(desk: Desk, tmp_path: Path):
    pressed(desk, checked(desk, workbook(tmp_path)))
    trust = a_trust()
    trust["staff.csv"].append(a_person("000103", **{"First Name": "Dana", "Last Name": "Ng"}))
    trust["contracts.csv"].append(a_contract("000103", "P4"))
    trust["posts.csv"][3]["Holder"] = "000103"
    pressed(desk, checked(desk, *exports(tmp_path / "more", trust)))
    said = words(desk.get(checked(desk, workbook(tmp_path))))
    assert "1 person of the last import is not in this one, and would be gone from the list: 000103." in said


def test_the_empty_workbook_is_the_commands(desk: Desk):
    answer = desk.client.get("/import/empty-workbook.xlsx")
    from tests.workforce.workbooks import unpacked

    assert unpacked(answer.content).keys() == unpacked(template()).keys() and "evenhand-workbook.xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trust.xlsx", b"PK\x03\x04 and no more"),
        ("trust.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 as Excel wrote it once"),
        ("trust.xlsx", b"Payroll Number,NI Number\n"),
        ("trust.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 as Excel wrote it once"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_in_the_commands_words(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
):
    answer = sent(desk, SimpleUploadedFile(name, content))
    (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Nothing can be read." and "Nothing can be read" in words(answer.content.decode())
    assert errors(answer.content.decode()) == [line.strip() for line in said[1:]]
    assert not Received.objects.exists()


def test_exports_without_a_list_that_is_needed_are_refused_with_every_reason(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    trust = a_trust()
    del trust["posts.csv"], trust["register.csv"]
    answer = sent(desk, *exports(tmp_path, trust))
    assert main(["check", str(tmp_path / "exports")]) == 2
    assert errors(answer.content.decode()) == [line.strip() for line in capsys.readouterr().err.splitlines()[1:]]
    assert not Received.objects.exists() and not MirrorRow.objects.exists()


def test_a_workbook_with_a_macro_is_refused_before_it_is_read(desk: Desk, tmp_path: Path):
    from tests.workforce.workbooks import packed, unpacked

    parts = unpacked(filled(small_rows(tmp_path / "rows", a_trust()))) | {"xl/vbaProject.bin": b"\x00"}
    assert "has a macro" in errors(sent(desk, SimpleUploadedFile("trust.xlsx", packed(parts))).content.decode())[0]


def test_what_does_not_belong_together_is_refused_at_once(desk: Desk, tmp_path: Path):
    answer = sent(desk, workbook(tmp_path), SimpleUploadedFile("a.csv", b"x"), SimpleUploadedFile("a.csv", b"y"))
    said = errors(answer.content.decode())
    assert len(said) == 2 and "A workbook is read by itself" in said[0] and "More than one file is called a.csv" in said[1]
    assert errors(sent(desk).content.decode()) == ["Choose the workbook, or all the exports together."]


@pytest.mark.parametrize("actor", [BEN, CARYS, SAM, TOMAS])
def test_only_who_may_record_an_import_finds_the_pages(world: LedgerWorld, tmp_path: Path, actor):
    at = checked(Desk(world, ASHA), workbook(tmp_path))
    client = Desk(world, actor).client
    for path in ("/import/", "/import/empty-workbook.xlsx", at, f"{at}to-correct.xlsx"):
        assert client.get(path).status_code == 404, path
    assert client.post("/import/", {"files": []}).status_code == 404


@pytest.mark.parametrize("actor", [ASHA, PRIYA, CEO])
def test_whoever_may_finds_it_from_the_trusts_page(world: LedgerWorld, actor):
    assert 'href="/import/"' in Desk(world, actor).get("/trust/") and 'href="/import/"' not in Desk(world, BEN).get("/trust/")
    assert "Import staff and posts" in Desk(world, actor).get("/import/")


def test_a_colleague_finds_nothing_of_what_somebody_sent_in(world: LedgerWorld, tmp_path: Path):
    at = checked(Desk(world, ASHA), *exports(tmp_path, with_a_fault()))
    priya = Desk(world, PRIYA)
    theirs, nobodys = priya.client.get(at), priya.client.get(CHECKED.format("0" * 32))
    assert theirs.status_code == nobodys.status_code == 404
    assert [words(one.content.decode()) for one in (theirs, nobodys)][0] == words(nobodys.content.decode())
    assert priya.client.get(f"{at}to-correct.xlsx").status_code == 404
    priya.client.post(f"{at}throw-away/")
    assert Received.objects.count() == 1 and "not imported yet" not in words(priya.get("/import/"))


def test_the_database_alone_says_nothing_of_it(desk: Desk, tmp_path: Path):
    checked(desk, *exports(tmp_path))
    kept = b"".join(bytes(one.content) for one in ReceivedFile.objects.all())
    assert ReceivedFile.objects.count() == 4 and b"Okoro" not in kept and b"Payroll" not in kept


def test_it_is_deleted_once_imported_or_thrown_away_or_a_day_old(desk: Desk, tmp_path: Path):
    pressed(desk, checked(desk, workbook(tmp_path)))
    assert not ReceivedFile.objects.exists()
    at = checked(desk, workbook(tmp_path))
    assert "not imported yet" in words(desk.get("/import/"))
    desk.client.post(f"{at}throw-away/")
    assert not ReceivedFile.objects.exists() and desk.client.get(at).status_code == 404
    at = checked(desk, workbook(tmp_path))
    desk.world.now += timedelta(hours=24)
    assert desk.client.session  # the session is over by then; what is asked is what the rows say
    forget_what_is_over()
    assert ReceivedFile.objects.exists()
    desk.world.now += timedelta(seconds=1)
    forget_what_is_over()
    assert not ReceivedFile.objects.exists()


def test_another_import_in_the_meantime_is_said_and_nothing_is_imported(world: LedgerWorld, tmp_path: Path):
    asha, priya = Desk(world, ASHA), Desk(world, PRIYA)
    at = checked(asha, *exports(tmp_path, with_a_fault()))
    held = asha.get(at).split('name="held" value="')[1].split('"')[0]
    pressed(priya, checked(priya, workbook(tmp_path / "hers")))
    answer = asha.client.post(at, {"held": held})
    assert answer.status_code == 409 and "imported in the meantime" in words(answer.content.decode())
    assert "would be gone from the list: 000102" in words(answer.content.decode())
    assert len(imports(world)) == 1 and MirrorRow.objects.filter(table="people").count() == 2


def test_the_example_trust_is_told_as_a_page(desk: Desk):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(Path("examples/marram").glob("*.csv"))]
    said = words(desk.get(checked(desk, *files)))
    assert "930 people would be taken with all their contracts; 4 people left out" in said and "14 problems" in said
