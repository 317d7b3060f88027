"""Whatever is written into a part and signed again: verify says what is wrong, or that it cannot tell, and never stumbles."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.record.bundle import HeldAct, StoredPart
from evenhand.record.bundle_file import shown
from evenhand.record.verify import Verification, verify
from tests.record.forging import parts_in, resealed, signed_unread
from tests.record.ledger import KEY, Ledger
from tests.record.situations import EMPLOYEE, UNION, consultation_complete, read

JUNK = [None, True, 0, -1, 3, 10**15, "", "x", "2027-01-01", "k001", "satisfied", "change.score", [], [1], {}, {"a": 1}]


def changed(value: Any, draw: Any) -> Any:
    """The value with one thing in it changed, dropped or added."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        name = draw(st.sampled_from(sorted(value)))
        match draw(st.integers(0, 9)):
            case 0:
                return {other: kept for other, kept in value.items() if other != name}
            case 1:
                return {**value, "more": draw(st.sampled_from(JUNK))}
        return {**value, name: changed(value[name], draw)}
    if isinstance(value, list) and value and draw(st.integers(0, 3)):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], changed(value[place], draw), *value[place + 1 :]]
    return draw(st.sampled_from(JUNK))


@settings(max_examples=25)
@given(st.data())
def test_any_part_changed_and_signed_again_is_answered(data: st.DataObject):
    world, ledger = consultation_complete()
    position = data.draw(st.integers(0, len(ledger.acts) - 1))
    parts = parts_in(ledger.acts[position])
    place = data.draw(st.integers(0, len(parts) - 1))
    value = changed(dict(parts[place].value), data.draw)
    parts[place] = replace(parts[place], value=value if isinstance(value, dict) else {"value": value})
    acts = [resealed(act, parts) if act.position == position else act for act in ledger.acts]
    assert isinstance(verify(signed_unread(Ledger(acts), world)), Verification)


@settings(max_examples=25)
@given(st.data())
def test_any_parts_withheld_or_marked_as_erased_are_answered(data: st.DataObject):
    world, ledger = consultation_complete()
    bundle = read(ledger.bundle(world, data.draw(st.sampled_from([None, UNION, EMPLOYEE]))))
    position = data.draw(st.integers(0, len(bundle.acts) - 1))
    marks = data.draw(st.lists(st.sampled_from([None, None, "withheld", "erased"]), min_size=20, max_size=20))
    parts = tuple(standing(part, mark, world.today) for part, mark in zip(bundle.acts[position].parts, marks, strict=False))
    acts = tuple(HeldAct(position, act.leaf, parts) if act.position == position else act for act in bundle.acts)
    statement = replace(bundle.statement, shown=shown(acts)).signed_by(KEY, bundle.head)
    found = verify(replace(bundle, acts=acts, statement=statement))
    assert found.ok is (parts == bundle.acts[position].parts)


def standing(part: StoredPart, mark: str | None, day: Any) -> StoredPart:
    if mark == "withheld":
        return StoredPart(part.commitment)
    return StoredPart(part.commitment, erased_on=day) if mark == "erased" else part
