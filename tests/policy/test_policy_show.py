"""`evenhand policy show`: what is printed, and what it answers when it cannot."""

from pathlib import Path

import pytest

from evenhand.cli import main


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["policy", "show", *words]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.splitlines()


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["policy", "show", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def test_it_says_whose_policy_it_is_and_which_version(capsys):
    lines = shown(capsys, "secat-2020")
    assert lines[0] == "secat-2020: Redundancy and managing organisation change"
    assert "Monday 2 November 2020" in lines[1] and lines[2] == "To be reviewed by Tuesday 30 November 2021."
    assert len(lines[3].removeprefix("Digest ").removesuffix(".")) == 64


def test_it_lists_the_stages_in_order_with_what_each_waits_for(capsys):
    lines = shown(capsys, "secat-2020", "--track", "headcount-cut")
    assert [line for line in lines if line[:1].isdigit()] == [
        "1. proposing",
        "2. consulting, after proposing",
        "3. avoiding, after proposing",
        "4. selecting, after consulting and avoiding",
        "5. redeploying, after selecting",
        "6. leaving, after redeploying",
        "7. appealing, after leaving",
        "8. trialling, after redeploying, only where somebody takes an offer of a different post",
    ]


def test_each_setting_stands_under_its_stage_with_its_direction_and_clause(capsys):
    lines = shown(capsys, "secat-2020", "--track", "headcount-cut")
    under = lines[lines.index("4. selecting, after consulting and avoiding") : lines.index("5. redeploying, after selecting")]
    assert "   individual_meeting_attempts: 2 (attempts; more favours the employee; Ruling R-6)." in under
    assert "   warning_look_back_years: 3 (years; less favours the employee; A1-3)." in under
    assert "   points_are_whole: true (choice; which way favours the employee, a person judges; Ruling R-10)." in under
    assert not any("redeployment_guideline_weeks" in line for line in under)


def test_a_setting_of_several_values_and_a_note_are_shown_whole(capsys):
    (line,) = (line for line in shown(capsys, "secat-2020", "--track", "headcount-cut") if "avoidance_measures" in line)
    assert "external-adverts-held-back; people-at-risk-considered-first" in line
    assert line.endswith("(measures; more favours the employee; PRO-6.1). Each is considered for the area concerned and across the trust.")


def test_it_shows_every_track_unless_one_is_asked_for(capsys):
    assert [line for line in shown(capsys, "secat-2020") if line.startswith("Track ")] == ["Track headcount-cut", "Track restructure"]
    assert [line for line in shown(capsys, "secat-2020", "--track", "restructure") if line.startswith("Track ")] == ["Track restructure"]


def test_a_track_that_the_pack_does_not_have_is_explained(capsys):
    assert refusal(capsys, "secat-2020", "--track", "closure") == "The pack secat-2020 has no track 'closure': there are headcount-cut, restructure.\n"


def test_every_problem_of_a_refused_pack_is_told_on_a_line_of_its_own(capsys, tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text('id: "mine"\ntitle: 7\n', encoding="utf-8")
    told = refusal(capsys, str(file)).splitlines()
    assert "mine.yaml, line 2, title: 7 is not text in quotes." in told
    assert "mine.yaml, line 1, powers: it is missing: give who holds which power." in told
    assert len(told) == 13


def test_a_pack_that_is_nowhere_is_explained(capsys):
    assert "neither a file nor a pack that comes with Evenhand" in refusal(capsys, "nowhere")
