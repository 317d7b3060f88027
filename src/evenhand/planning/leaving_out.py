"""Who is not in the plan, and why: in words that tell nothing of what stands in the lists that few may see."""

from collections.abc import Iterator

from evenhand.planning.affected import LeftOut
from evenhand.workforce.reading import Reading

# The lists whose faults a plan may repeat. Any other may hold facts on health or family: that somebody stands in it is already one.
_OPEN_LISTS = frozenset({"people", "contracts", "posts"})
_KEPT_APART = "Something recorded of this person could not be read. `evenhand check` tells those who may see it."


def left_out_of_the_plan(reading: Reading, left_out: tuple[LeftOut, ...]) -> Iterator[LeftOut]:
    """The holders whom the plan is without, each with the reasons why the import left them out, if it did."""
    for out in left_out:
        reasons = _reasons(reading, out.id)
        yield LeftOut(out.id, out.post, out.establishment, out.what, " ".join(reasons) or out.says, out.effect)


def left_out_of_the_import(reading: Reading, told: tuple[LeftOut, ...]) -> Iterator[LeftOut]:
    """Everyone else whom the import left out: nobody can say whether the proposal touches them."""
    for number in reading.left_out:
        if number not in {out.id for out in told}:
            says = f"Whether the proposal touches this person is not known. {' '.join(_reasons(reading, number))}"
            yield LeftOut(number, None, None, "the whole plan", says)


def _reasons(reading: Reading, number: str) -> list[str]:
    tables = {file.file: file.table for file in reading.files}
    told = []
    for problem in reading.reasons(number):
        if tables.get(problem.file) in _OPEN_LISTS:
            told.append(f"{problem.file} row {problem.row}{f', {problem.column}' if problem.column else ''}: {problem.says}")
        else:
            told.append(_KEPT_APART)
    return list(dict.fromkeys(told))
