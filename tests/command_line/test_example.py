"""What `make run` does once everything is set up: the example trust is checked, three proposals are planned, and the results are where it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROPOSALS = ["headcount", "support", "leadership"]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    results = tmp_path_factory.mktemp("results")
    environment = {**os.environ, "EVENHAND": f"{sys.executable} -m evenhand.cli", "PYTHONPATH": str(ROOT / "src")}
    script = ["sh", "examples/check-and-plan.sh", str(results)]
    return results, subprocess.run(script, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_the_example_is_checked_and_planned_though_some_people_are_left_out(outcome):
    _, finished = outcome
    assert finished.returncode == 0, finished.stderr
    assert "Some people cannot be taken" in finished.stdout


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_the_results_are_where_it_says(outcome, proposal):
    results, finished = outcome
    assert f"{results}/{proposal}/" in finished.stdout
    assert list((results / proposal).iterdir())
    assert (results / f"{proposal}.txt").read_text()


def test_a_source_that_cannot_be_read_at_all_stops_it(tmp_path):
    refuses = tmp_path / "evenhand"
    refuses.write_text("#!/bin/sh\nexit 2\n")
    refuses.chmod(0o755)
    script = ["sh", "examples/check-and-plan.sh", str(tmp_path / "results")]
    finished = subprocess.run(script, cwd=ROOT, env={**os.environ, "EVENHAND": str(refuses)}, capture_output=True, text=True)
    assert finished.returncode == 2
    assert "The results" not in finished.stdout
