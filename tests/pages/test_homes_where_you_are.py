"""Where an employee is told that she stands: a table of what has happened, and the sentence that follows."""

from collections.abc import Callable
from datetime import date

import pytest

from evenhand.procedure.amending import Correct
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.redeploying import DeclareAtRisk, OfferAnswered, OfferVacancy
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.trust.people import EmploymentEnded
from evenhand_web.pages.homes.what_happens_next import next_for
from evenhand_web.pages.homes.where_you_are import dates_not_to_miss, status_of
from tests.procedure import thin_change as steps
from tests.procedure.stages import Case, standing_before
from tests.procedure.world import ASHA, BEN, PROOF

NOTHING_DECIDED = "This change may affect your job. Nothing has been decided about you."
COMPARED = (
    "Your job is in a group that is being compared. There are 3 posts like yours, and the trust proposes to keep 2. Everyone is compared in the same way."
)
AT_RISK = "You are at risk of redundancy. You do not have a job in the new structure yet. The trust must help you look for one."


def says(case: Case, code: str) -> str:
    return status_of(case.world.dossier(), case.world.context(), code).says


def standing(step: str) -> Case:
    return standing_before(step)


def offered(case: Case) -> int:
    steps.vacancies(case.world, "V1")
    steps.consider(case.world, case.leaver, suitable=True)
    offer = case.world.act(ASHA, OfferVacancy(vacancy="V1", starts_on=date(2027, 4, 1)), about=case.leaver)
    return int(offer.position)


def at_risk() -> Case:
    return standing("list vacancies")


def declared_and_not_delivered() -> Case:
    case = standing("declare")
    case.world.act(BEN, DeclareAtRisk(letter="You are at risk of redundancy."), about=case.leaver)
    return case


def with_an_offer() -> Case:
    case = at_risk()
    offered(case)
    return case


def answered(answer: str) -> Callable[[], Case]:
    def made() -> Case:
        case = at_risk()
        case.world.report(ASHA, OfferAnswered(offer=offered(case), answer=answer), about=case.leaver)  # type: ignore[arg-type]
        return case

    return made


def decided() -> Case:
    return standing("release")


def released_and_not_given() -> Case:
    return standing("give")


def given() -> Case:
    case = standing("give")
    letter = case.last(ReleaseNotice, case.leaver)
    steps.give_notice(case.world, case.leaver, letter)
    return case


def ended() -> Case:
    case = given()
    case.world.wait_until(date(2027, 5, 1))
    person = f"person-{case.leaver}"
    ended = EmploymentEnded(employment=f"{case.leaver}-1", because="redundancy")
    case.world.act(ASHA, ended, matter="trust", about=person, happened_on=date(2027, 4, 30), evidence=PROOF)
    return case


NOTICE = "Your job ends on Friday 30 April 2027. You can still be offered another job."


@pytest.mark.parametrize(
    ("situation", "sentence"),
    [
        (lambda: standing("warn"), NOTHING_DECIDED),
        (lambda: standing("pool"), NOTHING_DECIDED),
        (lambda: standing("seal"), COMPARED),
        (lambda: standing("select"), COMPARED),
        (lambda: standing("declare"), COMPARED),  # selected, and not told yet: the page does not say it first
        (declared_and_not_delivered, COMPARED),
        (at_risk, AT_RISK),
        (with_an_offer, "You have been offered a job: V1. Say whether you want it."),
        (answered("refused"), AT_RISK),
        (answered("accepted"), "You have accepted another job (V1)."),
        (decided, AT_RISK),
        (released_and_not_given, AT_RISK),
        (given, NOTICE),
        (ended, "Your job ended on Friday 30 April 2027."),
    ],
)
def test_what_has_happened_gives_this_sentence(situation: Callable[[], Case], sentence: str):
    case = situation()
    assert says(case, case.leaver) == sentence


def test_whoever_was_not_selected_is_told_that_her_job_goes_on():
    case = standing("declare")
    assert says(case, case.people[1]) == "You have not been selected for redundancy. Your job goes on."


def test_a_status_has_the_day_on_which_its_letter_arrived_and_none_before():
    assert status_of(*_of(standing("warn")), standing("warn").leaver).since is None
    case = standing("pool")
    assert status_of(*_of(case), case.leaver).since == date(2026, 11, 2)


def _of(case: Case):
    return case.world.dossier(), case.world.context()


def test_a_withdrawn_selection_takes_the_status_back():
    case = standing("declare")
    code = case.people[1]
    chosen = case.world.dossier().latest(Select, code)
    case.world.act(BEN, Correct(corrects=chosen.position, fields=None, because="Selected too soon."), about=code, happened_on=case.world.today)
    assert says(case, code) == COMPARED


@pytest.mark.parametrize(
    ("step", "first"),
    [
        ("warn", "The trust and the unions talk about the change. The trust must answer every point."),
        ("pool", "You get the criteria in writing before anyone is compared."),
        ("seal", "You are offered a meeting before anyone is scored."),
        ("score", "You get your own scores, and can question them."),
        ("meet second", "You are offered a meeting about your scores before anyone is selected."),
        ("select", "The trust says who is selected. You are told in writing if you are at risk."),
        ("list vacancies", "You are offered a meeting about other jobs."),
        ("meet before decision", "You are met again, and can answer, before anyone decides to dismiss you."),
    ],
)
def test_what_happens_next_begins_with_the_first_step_not_taken(step: str, first: str):
    case = standing(step)
    dossier, context = _of(case)
    found = next_for(dossier, context, case.leaver, status_of(dossier, context, case.leaver).reached)
    assert found[0] == first
    assert len(found) <= 3
    assert found[-1] == "No dismissal is proposed to take effect before Friday 30 April 2027."


def test_under_notice_no_day_is_named_before_which_nothing_happens():
    case = given()
    dossier, context = _of(case)
    found = next_for(dossier, context, case.leaver, "notice")
    assert found == ["Vacancies are looked at for you until your job ends.", "You get a written statement of how any redundancy payment was worked out."]


def test_dates_are_those_of_offers_and_of_the_end_of_the_job():
    case = with_an_offer()
    assert dates_not_to_miss(case.world.dossier(), case.leaver, "at risk") == [("Answer the offer of V1", "Before it starts on Thursday 1 April 2027")]
    assert dates_not_to_miss(standing("pool").world.dossier(), case.leaver, "before") == []
    under_notice = given()
    assert dates_not_to_miss(under_notice.world.dossier(), under_notice.leaver, "notice") == [("Your job ends", "At the end of Friday 30 April 2027")]


def test_a_decision_is_no_status_until_notice_is_given():
    case = decided()
    assert case.world.dossier().every(DecideDismissal, case.leaver)
    assert "dismiss" not in says(case, case.leaver)
