"""What random procedures found, each as the shortest way into it."""

from datetime import date, timedelta
from typing import Any

import pytest

from evenhand.procedure.change.consulting import AnswerUnion, UnionRepresentation
from evenhand.procedure.change.informing import Hr1Received, LetterServed, ReleaseSection188, ReplyServed, Section188Served, WarnPerson
from evenhand.procedure.change.pooling import SealCriteria
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, Refused, World, a_change, a_trust

DAY = timedelta(days=1)


def refused(world: World, *drafts: Any) -> str:
    """Everything that is said when the batch is refused."""
    with pytest.raises(Refused) as found:
        world.do(*drafts)
    return " ".join([*sorted(found.value.rules), *found.value.says, *found.value.faults])


def approved(holders: int = 21, to_stay: int = 1) -> World:
    world = a_trust()
    a_change(world, holders, to_stay)
    steps.review(world)
    steps.approve(world)
    return world


def test_information_by_e_mail_alone_leaves_the_duty_to_consult_open():
    world = approved()
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="e-mail"))
    assert len(world.open_duties("consult-unions")) == 1
    assert "only by e-mail" in refused(world, world.draft(BEN, WarnPerson(letter="Your job may be at risk."), about="k000"))


def test_information_that_went_by_hand_after_an_e_mail_was_served():
    world = approved()
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    for channel in ("e-mail", "by hand"):
        world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel=channel))
    assert world.open_duties("consult-unions") == []
    assert world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="k000")


def test_nothing_is_served_before_the_day_on_which_it_was_written():
    world = approved()
    world.wait_until(world.today + 9 * DAY)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"), on=world.today - DAY)
    assert len(world.open_duties("consult-unions")) == 1
    world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"))
    assert world.open_duties("consult-unions") == []
    warning = world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="k000")
    world.report(ASHA, LetterServed(letter=warning.position, channel="by hand"), about="k000", on=world.today - DAY)
    assert "k000" in {owed.about for owed in world.open_duties("tell-everyone-affected")}


def test_criteria_do_not_reach_the_pool_before_they_are_published():
    world = a_trust()
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    steps.form_pool(world, people)
    world.wait_until(world.today + DAY)
    published = steps.publish(world, people[1:])
    world.report(ASHA, LetterServed(letter=published.position, channel="by hand"), about=people[0], on=world.today - DAY)
    assert people[0] in refused(world, world.draft(BEN, SealCriteria(publication=published.position)))


def test_an_answer_is_a_reply_only_once_the_union_that_spoke_has_it():
    world = approved()
    said = world.act(CARYS, UnionRepresentation(union="UNISON", subject="other", point="Wait."), happened_on=world.today)
    answer = world.act(BEN, AnswerUnion(representation=said.position, outcome="not accepted", reasons="There is no money."))
    assert len(world.open_duties("reply-to-representations")) == 1
    world.report(ASHA, ReplyServed(letter=answer.position, union="GMB", channel="by hand"))
    assert len(world.open_duties("reply-to-representations")) == 1
    world.report(ASHA, ReplyServed(letter=answer.position, union="UNISON", channel="by hand"))
    assert world.open_duties("reply-to-representations") == []


def test_a_report_of_a_day_before_the_proposal_is_recorded():
    world = approved()
    steps.serve_union(world)
    assert world.report(ASHA, Hr1Received(establishment="Saltings Academy", proposed_dismissals=20, copied_to_unions=True), on=date(2026, 10, 1))
    assert world.report(ASHA, Section188Served(union="UNISON", release=None, channel="by hand"), on=date(2026, 10, 1))
