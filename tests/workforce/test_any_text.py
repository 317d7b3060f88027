"""Whatever stands in a cell or a file, there is an answer, and everybody is either taken whole or left out with a reason."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.workforce.reading import NothingToRead, read_exports
from tests.workforce.small_trust import Trust, a_trust, written

CELLS = [(file, row, column) for file, rows in a_trust().items() for row, cells in enumerate(rows) for column in cells]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.sampled_from(["31/02/2026", "01/09/2027", "N/A", "-1", "0", "1e9", "000102", "P4", "Heron School", "Fen Trust Central Team", "1/13/2020", "Casual"]),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
)


def somebody_for(trust: Trust) -> set[str]:
    return {"000101", "000102"} & {row["Payroll Number"] for row in trust["staff.csv"]}


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(CELLS), TEXTS), min_size=1, max_size=3))
def test_everybody_is_taken_whole_or_left_out_with_a_reason(changes):
    trust = a_trust()
    for (file, row, column), text in changes:
        trust[file][row][column] = text
    with tempfile.TemporaryDirectory() as folder:
        reading = read_exports(written(Path(folder), trust))
    taken, left_out = set(reading.workforce.people), set(reading.left_out)
    assert not taken & left_out
    assert somebody_for(trust) <= taken | left_out
    assert all(reading.reasons(who) for who in left_out)
    contracts = [row["Contract Number"] for row in trust["contracts.csv"] if row["Payroll Number"] in taken]
    assert len(contracts) == sum(len(reading.workforce.employments_of(who)) for who in taken)
    assert all(reading.workforce.establishment_of(each) for each in reading.workforce.employments.values())


@settings(max_examples=60)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_damaged_bytes_get_an_answer_and_never_a_crash(damage, at):
    with tempfile.TemporaryDirectory() as name:
        folder = written(Path(name), a_trust())
        whole = (folder / "staff.csv").read_bytes()
        (folder / "staff.csv").write_bytes(whole[:at] + damage + whole[at + len(damage) :])
        try:
            reading = read_exports(folder)
        except NothingToRead as fault:
            assert fault.problems
        else:
            held = {number for post in reading.workforce.posts.values() for number in post.holders}
            assert held <= set(reading.workforce.people) | set(reading.left_out)
