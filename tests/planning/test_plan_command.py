"""`evenhand plan`: what it writes and prints, and every piece of bad input refused with all its problems and nothing written."""

import csv
import json
import os
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.planning.tables import COLUMNS
from evenhand.planning.writing import FILES, safe, write
from tests.planning.small_proposal import a_trust_with, cutting_to, deleting, deleting_all, planned
from tests.workforce.small_trust import Trust, written


def run(capsys, source: Path, out: Path, *more: str, policy: str = "secat-2020", proposal: str = "change", end: str = "2027-03-31") -> tuple[int, str, str]:
    days = ["--on", "2026-11-02", "--end", end]
    status = main(["plan", str(source), "--proposal", proposal, "--policy", policy, *days, "--out", str(out), *more])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def refused(capsys, tmp_path: Path, trust: Trust, **options: str) -> str:
    """What is said on standard error where nothing is written and nothing printed."""
    out = tmp_path / "out"
    status, printed, said = run(capsys, written(tmp_path / "exports", trust), out, **options)
    assert (status, printed) == (2, "")
    assert said.startswith("No plan was made, and nothing was written.\n")
    assert not out.exists() and sorted(path.name for path in tmp_path.iterdir()) == ["exports"]
    return said


def test_it_writes_text_tables_and_json_and_prints_the_text(tmp_path, capsys):
    status, printed, said = run(capsys, written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "out")
    assert status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert printed.rstrip() == (tmp_path / "out" / "plan.txt").read_text().rstrip()
    assert said == f"Written to {tmp_path / 'out'}: {', '.join(FILES)}.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["exports", "out"]


def test_json_is_one_document_on_standard_output_and_the_same_as_the_file(tmp_path, capsys):
    status, printed, _ = run(capsys, written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "out", "--json")
    assert status == 0
    assert json.loads(printed) == json.loads((tmp_path / "out" / "plan.json").read_text())


def test_the_tables_hold_what_the_json_holds(tmp_path, capsys):
    _, printed, _ = run(capsys, written(tmp_path / "exports", deleting_all(a_trust_with(20))), tmp_path / "out", "--json")
    document = json.loads(printed)
    for name in ("people", "establishments", "duties", "timetable"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(document[name]) > 0
        assert set(rows[0]) == set(COLUMNS[name]) <= set(document[name][0])
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["redundancy_pay"] for row in csv.DictReader(file)] == [row["redundancy_pay"] for row in document["people"]]


def test_tables_begin_with_a_byte_order_mark_so_that_spreadsheets_read_names_right(tmp_path, capsys):
    run(capsys, written(tmp_path / "exports", deleting_all(a_trust_with(1))), tmp_path / "out")
    assert (tmp_path / "out" / "people.csv").read_bytes().startswith(b"\xef\xbb\xbfid,name,")


def test_a_table_without_rows_still_has_its_headings(tmp_path, capsys):
    trust = a_trust_with(1) | {"proposal-change-current.csv": deleting("P1", fate="transferred")}
    run(capsys, written(tmp_path / "exports", trust), tmp_path / "out")
    assert (tmp_path / "out" / "duties.csv").read_text(encoding="utf-8-sig") == ",".join(COLUMNS["duties"]) + "\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_begin_a_formula_has_an_apostrophe_in_front(start):
    assert safe(f"{start}1+1") == f"'{start}1+1"
    assert safe(f"a{start}1+1") == f"a{start}1+1"


def test_a_name_that_is_a_formula_runs_in_no_spreadsheet(tmp_path, capsys):
    trust = deleting_all(a_trust_with(1))
    trust["staff.csv"][0]["First Name"] = '=HYPERLINK("http://x.example","Ben")'
    run(capsys, written(tmp_path / "exports", trust), tmp_path / "out")
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["name"].startswith("'=HYPERLINK")
    tables = [path for path in (tmp_path / "out").glob("*.csv")]
    assert not [cell for path in tables for row in csv.reader(path.open(encoding="utf-8-sig")) for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_what_would_command_a_terminal_is_not_printed(tmp_path, capsys):
    trust = deleting_all(a_trust_with(1))
    trust["staff.csv"][0]["First Name"] = "Ben\x1b[2J"
    _, printed, _ = run(capsys, written(tmp_path / "exports", trust), tmp_path / "out")
    assert "\x1b" not in printed and "Ben\ufffd[2J" in printed


def test_an_earlier_plan_is_replaced(tmp_path, capsys):
    source, out = written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "out"
    run(capsys, source, out)
    (out / "plan.txt").write_text("old")
    (out / "costs.csv").unlink()
    assert run(capsys, source, out)[0] == 0
    assert (out / "plan.txt").read_text() != "old" and (out / "costs.csv").exists()


def test_a_folder_with_other_files_is_left_as_it_is(tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    status, _, said = run(capsys, written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), out)
    assert status == 2 and "holds other files (letter.txt)" in said
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


def test_a_file_where_the_folder_should_be_is_refused(tmp_path, capsys):
    (tmp_path / "out").write_text("mine")
    status, _, said = run(capsys, written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "out" / "plan")
    assert status == 2 and "is a file" in said


def test_a_plan_that_fails_while_it_is_written_leaves_nothing_half_written(tmp_path, monkeypatch):
    plan = planned(tmp_path / "exports", cutting_to(1, a_trust_with(3)))
    real = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name == "duties.csv":
            raise OSError(28, "No space left on device")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError):
        write(plan, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["exports"]


def test_a_plan_is_open_only_to_whoever_made_it(tmp_path):
    write(planned(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "deep" / "out")
    assert (tmp_path / "deep" / "out").stat().st_mode & 0o077 == 0


def test_a_proposal_that_there_is_not_is_told_with_those_there_are(tmp_path, capsys):
    assert "There is no proposal called 'chang'. There are: change." in refused(capsys, tmp_path, cutting_to(1, a_trust_with(3)), proposal="chang")


def test_exports_without_any_proposal_say_so(tmp_path, capsys):
    assert "There are: none." in refused(capsys, tmp_path, a_trust_with(3))


def test_everything_wrong_is_told_at_once(tmp_path, capsys):
    said = refused(capsys, tmp_path, cutting_to(1, a_trust_with(3)), proposal="chang", policy="secat-2021", end="2026-11-01")
    assert "secat-2021 is neither a file nor a pack" in said
    assert "no proposal called 'chang'" in said
    assert "would end on Sunday 1 November 2026, before it" in said


def test_a_proposal_may_end_on_the_day_it_is_made(tmp_path, capsys):
    assert run(capsys, written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "out", end="2026-11-02")[0] == 0


def test_an_unknown_post_refuses_the_proposal_with_its_place(tmp_path, capsys):
    said = refused(capsys, tmp_path, a_trust_with(3) | {"proposal-change-current.csv": deleting("P1", "P77")})
    assert "The proposal change was left out: proposal-change-current.csv row 3, Post ID 'P77': P77 is not in the list of posts." in said


def test_an_unknown_school_refuses_the_proposal_with_its_place(tmp_path, capsys):
    said = refused(capsys, tmp_path, cutting_to(1, a_trust_with(3), School="Hern School"))
    assert "proposal-change.csv row 2, School 'Hern School': Hern School is no school of the register" in said


def test_a_post_named_twice_with_two_fates_refuses_the_proposal(tmp_path, capsys):
    said = refused(capsys, tmp_path, a_trust_with(3) | {"proposal-change-current.csv": [*deleting("P1"), *deleting("P1", fate="kept")]})
    assert "P1 is listed more than once, with another value" in said


def test_a_post_named_twice_alike_is_planned_once(tmp_path, capsys):
    trust = a_trust_with(3) | {"proposal-change-current.csv": deleting("P1", "P1")}
    _, printed, _ = run(capsys, written(tmp_path / "exports", trust), tmp_path / "out", "--json")
    assert [row["post"] for row in json.loads(printed)["people"]] == ["P1"]


def test_a_job_that_no_post_at_the_school_has_is_refused(tmp_path, capsys):
    assert "cuts CLN at Heron School, where no post is of that job" in refused(capsys, tmp_path, cutting_to(1, a_trust_with(3), **{"JD Code": "CLN"}))


def test_a_job_cut_by_number_and_by_post_is_refused(tmp_path, capsys):
    trust = cutting_to(1, a_trust_with(3)) | {"proposal-change-current.csv": deleting("P1")}
    assert "by number and names posts of that job as well" in refused(capsys, tmp_path, trust)


def test_a_post_that_could_not_be_taken_cannot_be_planned(tmp_path, capsys):
    trust = deleting_all(a_trust_with(3))
    trust["posts.csv"][1]["FTE"] = "lots"
    assert "names P2, which could not be taken from the list of posts" in refused(capsys, tmp_path, trust)


def test_a_source_that_cannot_be_read_is_refused_together_with_an_unknown_policy(tmp_path, capsys):
    status, _, said = run(capsys, tmp_path / "none", tmp_path / "out", policy="secat-2021")
    assert status == 2
    assert "There is no such folder." in said and "secat-2021" in said
    assert not (tmp_path / "out").exists()


def test_a_cap_not_known_yet_is_refused_in_a_sentence_once(tmp_path, capsys):
    said = refused(capsys, tmp_path, deleting_all(a_trust_with(3)), end="2027-04-06")
    assert said.count("is not known on Tuesday 6 April 2027") == 1
    assert "add --assume last-known" in said


def test_a_year_whose_bank_holidays_are_not_on_file_is_refused_because_notice_cannot_be_backed_off(tmp_path, capsys):
    source, out = written(tmp_path / "exports", deleting_all(a_trust_with(2))), tmp_path / "out"
    status, printed, said = run(capsys, source, out, "--assume", "last-known", end="2060-03-31")
    assert (status, printed) == (2, "") and not out.exists()
    assert "bank holidays" in said


def test_a_folder_that_turns_out_not_to_be_writable_is_told_in_a_sentence(tmp_path, capsys, monkeypatch):
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    status, printed, said = run(capsys, written(tmp_path / "exports", cutting_to(1, a_trust_with(3))), tmp_path / "out")
    assert (status, printed) == (2, "")
    assert f"The plan cannot be written to {tmp_path / 'out'}: No space left on device." in said


@pytest.mark.parametrize("words", [["--on", "31/02/2026"], ["--end", "soon"], ["--assume", "anything"]])
def test_an_option_that_cannot_be_read_is_bad_usage(tmp_path, capsys, words):
    with pytest.raises(SystemExit) as left:
        main(["plan", str(tmp_path), "--proposal", "change", "--policy", "secat-2020", "--out", str(tmp_path / "out"), *words])
    assert left.value.code == 2
    assert words[1] in capsys.readouterr().err


def test_without_a_day_the_proposal_is_taken_as_made_when_the_newest_export_was_written(tmp_path, capsys):
    source = written(tmp_path / "exports", cutting_to(1, a_trust_with(3)))
    for path in source.iterdir():
        os.utime(path, (1_793_620_800, 1_793_620_800))  # noon on 2 November 2026
    status = main(["plan", str(source), "--proposal", "change", "--policy", "secat-2020", "--end", "2027-03-31", "--out", str(tmp_path / "out"), "--json"])
    document = json.loads(capsys.readouterr().out)
    assert (status, document["on"]) == (0, "2026-11-02")
    assert any("No day of the proposal was given: Monday 2 November 2026" in says for says in document["assumptions"])


@pytest.mark.parametrize(("on", "is_known"), [("2009-12-31", False), ("2010-01-01", True), ("2028-12-31", True), ("2029-01-01", False)])
def test_a_day_of_the_proposal_outside_the_calendar_is_refused_with_what_is_known(tmp_path, capsys, on, is_known):
    trust = a_trust_with(1) | {"proposal-change-current.csv": deleting("P1", fate="transferred")}
    exports, out = written(tmp_path / "exports", trust), tmp_path / "out"
    status = main(["plan", str(exports), "--proposal", "change", "--policy", "secat-2020", "--on", on, "--end", "2029-06-30", "--out", str(out)])
    assert (status, out.exists()) == ((0, True) if is_known else (2, False))
    assert ("No plan can be made as on that day." in capsys.readouterr().err) is not is_known


@pytest.mark.parametrize("end", ["9999-12-31", "2101-01-01", "2027-02-29"])
def test_a_day_that_cannot_be_planned_for_is_bad_usage(tmp_path, capsys, end):
    trust = a_trust_with(1) | {"proposal-change-current.csv": deleting("P1", fate="transferred")}
    with pytest.raises(SystemExit) as left:
        run(capsys, written(tmp_path / "exports", trust), tmp_path / "out", end=end)
    assert (left.value.code, (tmp_path / "out").exists()) == (2, False)
    assert f"{end} is not a day that can be planned for. Write it as 2026-11-02." in capsys.readouterr().err
