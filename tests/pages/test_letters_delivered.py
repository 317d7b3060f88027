"""Which letters there are, whether each arrived, and what opening one reports: out of acts alone."""

from evenhand.calendars.words import day_in_words
from evenhand.procedure.amending import Confirm
from evenhand.procedure.change.informing import LetterServed, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand_web.pages.letters.delivered import Delivery, to_people, to_unions
from evenhand_web.pages.letters.opening import arrival
from evenhand_web.pages.letters.words import WORDS, state, state_for_its_reader
from tests.procedure import thin_change as steps
from tests.procedure.stages import standing_before
from tests.procedure.world import ASHA, BEN, PRIYA


def test_opening_a_notice_is_being_given_it():
    case = standing_before("give")
    letter = case.last(ReleaseNotice, case.leaver)
    delivery = next(one for one in to_people(case.world.dossier(), case.leaver) if one.letter.position == letter.position)
    assert not delivery.is_open
    assert arrival(delivery) == NoticeGiven(letter=letter.position, ends_on=letter.body.ends_on, given_by=letter.actor.person)
    steps.give_notice(case.world, case.leaver, letter)
    delivery = next(one for one in to_people(case.world.dossier(), case.leaver) if one.letter.position == letter.position)
    assert state_for_its_reader(delivery) == f"Reached you on {_day(delivery)}, given"


def _day(delivery: Delivery) -> str:
    return day_in_words(delivery.arrived.happened_on)


def test_a_report_of_arrival_is_told_apart_from_one_that_was_confirmed():
    case = standing_before("warn")
    letter = case.world.act(BEN, WarnPerson(letter="Your job may be at risk."), about=case.leaver)
    assert state(to_people(case.world.dossier(), case.leaver)[0]) == ("No proof that it arrived", "blue")
    served = case.world.report(ASHA, LetterServed(letter=letter.position, channel="post"), about=case.leaver, confirmed_by=None)
    assert state(to_people(case.world.dossier(), case.leaver)[0])[0] == "Reported to have arrived on Monday 2 November 2026, by post. Nobody has confirmed it."
    case.world.act(PRIYA, Confirm(positions=(served.position,)))
    assert state(to_people(case.world.dossier(), case.leaver)[0]) == ("Arrived on Monday 2 November 2026, by post", "")


def test_every_sort_of_letter_has_its_words_and_each_pool_member_her_criteria():
    case = standing_before("give")
    found = [*to_people(case.world.dossier()), *to_unions(case.world.dossier())]
    kinds = {one.letter.kind.name for one in found}
    assert kinds <= WORDS.keys()
    assert len(kinds) == 7
    assert [one.code for one in found if one.letter.kind.name == "change.publish_criteria"] == case.people
