"""Whoever is given notice again, after an earlier notice was withdrawn, is dismissed: she counts towards the number that the statute asks about."""

from datetime import timedelta

import pytest

from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.under_notice import NoticeWithdrawn
from tests.procedure import thin_change as steps
from tests.procedure.world import BEN, World, a_change, a_trust, herself

COUNTED = 19  # one fewer than the statute asks about


def given_notice(world: World, code: str) -> int:
    return world.act(BEN, NoticeGiven(letter=None, ends_on=steps.ENDS_ON, given_by="ben"), about=code, happened_on=world.today).position


def reasons_for_one_more(world: World, code: str) -> list[str]:
    draft = world.draft(BEN, NoticeGiven(letter=None, ends_on=steps.ENDS_ON, given_by="ben"), about=code, happened_on=world.today)
    return [reason.says for given in world.judged(draft).judged[0].answered for reason in given.reasons]


@pytest.mark.parametrize("given_again", [False, True])
def test_a_notice_withdrawn_and_given_again_counts_as_one_dismissal(given_again: bool):
    world = a_trust()
    people = a_change(world, holders=COUNTED + 1, to_stay=1)
    notices = {code: given_notice(world, code) for code in people[:COUNTED]}
    first = people[0]
    world.act(herself(first), NoticeWithdrawn(notice=notices[first], because="We agreed."), about=first, happened_on=world.today)
    world.wait_until(world.today + timedelta(days=1))
    if given_again:
        given_notice(world, first)
    assert any(says.startswith(f"This would be dismissal no. {COUNTED + 1} ") for says in reasons_for_one_more(world, people[-1])) is given_again
