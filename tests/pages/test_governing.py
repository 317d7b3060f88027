"""Governing by pages: offices given and ended, powers delegated, unions recognised; and what rests on a changed fact looked at again."""

import re
from datetime import date, timedelta

import pytest

from evenhand.canonical.encoding import encode
from evenhand.procedure.acts import REGISTER, Actor
from evenhand.procedure.amending import Confirm, Correct, Review
from evenhand.procedure.audience import Office
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.change.under_notice import ExtendNotice, NoticeWithdrawn
from evenhand.procedure.openings import OPENINGS
from evenhand.procedure.trust.governing import Appoint, Delegate, EndOffice, RecogniseUnion
from evenhand.procedure.trust.people import EmploymentEnded
from evenhand_web.pages.steps.catalogue import STEPS
from evenhand_web.workforce.models import MirrorRow
from tests.accounts.signing_in import an_account
from tests.pages.situations import SEATS, a_world, announced, looking_as, text_of
from tests.pages.taking import Desk, errors, in_boxes, words
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, PRIYA, PROOF, TOMAS, a_change, herself
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite

GOVERN = {Office.CHIEF_EXECUTIVE, Office.TRUSTEE}
HR = {Office.HR_ADVISER, Office.CONFIDENTIAL_HR}
TAKEN_BY = {
    "trust.appoint": GOVERN,
    "trust.end_office": GOVERN,
    "trust.delegate": GOVERN | {Office.HEADTEACHER},
    "trust.recognise_union": GOVERN | HR,
    "trust.employment_ended": HR | {Office.EMPLOYEE},
    "dispute.undertaking_given": HR | {Office.HEADTEACHER, Office.CHIEF_EXECUTIVE, Office.UNION_REPRESENTATIVE},
}

# What nobody takes as a step on pages of its own kind, and where it is done instead.
WITHOUT_A_STEP = {
    "trust.found": "evenhand found",
    "trust.introduce_key": "at the machine, where the keys are",
    "trust.declare_restore": "evenhand restore",
    "trust.record_import": "the pages of importing, and evenhand import",
    "trust.close_reading_log": "evenhand work, once a day",
    "trust.erase": "not in the browser yet: whoever erases must be shown what goes with it",
    "change.propose": "the pages of proposing",
    "change.affect": "the pages of proposing",
    "record.correct": "from the step that is corrected",
}


def slug(kind: str) -> str:
    return f"/changes/trust/steps/{kind.replace('.', '-')}/"


def about(desk: Desk, kind: str, person: str, **given: object) -> str:
    """The step from its questions about this person to the page that says it is recorded, or the check page if it cannot be."""
    answered = desk.client.post(f"{slug(kind)}?person={person}", in_boxes(given))
    assert answered.status_code == 302, errors(answered.content.decode())
    return pressed(desk, answered["Location"])


def pressed(desk: Desk, check: str) -> str:
    page = desk.get(check)
    if "Record this" not in page:
        return page
    sent = desk.client.post(check)
    if sent["Location"].endswith("/sure/"):
        sent = desk.client.post(check, {"sure": "1"})
    desk.world.read_back()
    return desk.get(sent["Location"])


def refused(page: str) -> str:
    said = words(page)
    assert "This cannot be recorded as it stands" in said and "Record this" not in said, said
    return said


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world, _ = announced(monkeypatch)
    return world


def trust_page(actor: Actor = CARYS) -> str:
    return text_of(looking_as(actor).get("/trust/"))


def test_every_kind_of_act_has_a_step_or_is_deliberately_without(a_site: Site):
    with_a_step = {name for name in STEPS if name in OPENINGS}
    assert with_a_step | WITHOUT_A_STEP.keys() == REGISTER.keys()
    assert not with_a_step & WITHOUT_A_STEP.keys()
    assert REGISTER.keys() & STEPS.keys() - with_a_step == {Correct.kind.name}


@pytest.mark.parametrize("kind", TAKEN_BY)
def test_only_who_takes_a_step_finds_it(a_site: Site, monkeypatch: pytest.MonkeyPatch, kind: str):
    announced(monkeypatch)
    found = {office for office, actor in SEATS.items() if looking_as(actor).get(slug(kind)).status_code == 200}
    assert found == TAKEN_BY[kind]
    assert {office for office, actor in SEATS.items() if f'"{slug(kind)}"' in looking_as(actor).get("/trust/").content.decode()} == found


def test_somebody_found_by_name_gets_an_office(world: LedgerWorld):
    an_account("lee", name="Lee Marsh")
    desk = Desk(world, CEO)
    page = desk.get(f"{slug('trust.appoint')}?name=mar+LEE")
    assert re.findall(r'href="\?person=([^"]*)"', page) == ["lee"]
    about(desk, "trust.appoint", "lee", openings="lee|office=headteacher|union=None")
    given = world.dossier("trust").latest(Appoint, "lee")
    assert (given.body.office, given.body.union, given.actor.person) == (Office.HEADTEACHER, None, CEO.person)
    assert "Headteacher Lee Marsh" in trust_page()


def test_somebody_of_the_last_import_is_told_from_another_of_that_name(world: LedgerWorld):
    told = {"first_name": "Lee", "last_name": "Marsh", "school": "Avocet High"}
    for number, job in (("1", "Teacher"), ("2", "Cook")):
        value = encode({"payroll_number": number, "job_title": job, **told})
        MirrorRow.objects.create(table="people", key=number, value=value, digest="0" * 64)
    said = words(Desk(world, CEO).get(f"{slug('trust.appoint')}?name=lee"))
    assert "Lee Marsh Teacher, Avocet High Lee Marsh Cook, Avocet High" in said
    assert "Nobody of that name was found" in words(Desk(world, CEO).get(f"{slug('trust.appoint')}?name=zzz"))


def test_an_address_that_names_nobody_asks_who(world: LedgerWorld):
    assert "Who gets an office?" in words(Desk(world, CEO).get(f"{slug('trust.appoint')}?person=nobody-at-all"))


def test_a_name_that_was_chosen_is_said_of_nobody_else(world: LedgerWorld):
    an_account("lee", name="Lee Marsh")
    assert "Lee Marsh" in words(Desk(world, CEO).get(f"{slug('trust.appoint')}?person=lee"))
    assert "Lee Marsh" not in words(Desk(world, CEO).get(f"{slug('trust.recognise_union')}?person=lee"))


def test_what_may_be_done_and_need_not_is_no_task(world: LedgerWorld):
    said = words(Desk(world, CEO).get("/changes/trust/steps/"))
    assert "Appoint somebody to an office When needed" in said and "To do" not in said


def test_an_office_that_is_held_is_not_given_again(world: LedgerWorld):
    an_account("ben")
    assert "holds that office already" in refused(about(Desk(world, CEO), "trust.appoint", "ben", openings="ben|office=headteacher|union=None"))


def test_a_representative_is_appointed_for_a_union_that_is_recognised(world: LedgerWorld):
    desk = Desk(world, CEO)
    assert "GMB representative" not in words(desk.get(f"{slug('trust.appoint')}?person=imani"))
    desk.take("trust.recognise_union", matter="trust", union="GMB", staff_groups=["support"], head_office="2 Union Street")
    assert world.dossier("trust").latest(RecogniseUnion).body.union == "GMB"
    an_account("greg")
    about(desk, "trust.appoint", "greg", openings="greg|office=union_representative|union=GMB")
    assert "GMB representative Greg" in trust_page()


def test_an_office_ends_after_a_page_of_its_own(world: LedgerWorld):
    desk = Desk(world, CEO)
    desk.take("trust.end_office", matter="trust", openings="ben|office=headteacher")
    assert world.dossier("trust").latest(EndOffice).about == "ben"
    assert "Headteacher Ben" not in trust_page()
    assert looking_as(BEN).get("/changes/").context["seat"].office is Office.EMPLOYEE


def test_the_last_who_can_appoint_stays(world: LedgerWorld):
    desk = Desk(world, CEO)
    desk.take("trust.end_office", matter="trust", openings="tomas|office=trustee")
    answered = desk.answer("trust.end_office", matter="trust", openings="imani|office=chief_executive")
    assert "Nobody would be left who can appoint anyone" in refused(pressed(desk, answered["Location"]))


def test_one_gives_only_the_powers_that_one_holds(world: LedgerWorld):
    an_account("priya")
    mine = {actor.person: words(Desk(world, actor).get(f"{slug('trust.delegate')}?person=priya")) for actor in (CEO, TOMAS, BEN)}
    assert all("Approve a proposal for consultation" in said for said in mine.values())
    assert [who for who, said in mine.items() if "Depart from the policy" in said] == [CEO.person, TOMAS.person]
    assert [who for who, said in mine.items() if "Decide a dismissal" in said] == [CEO.person, BEN.person]


def test_a_delegated_power_stands_on_the_trusts_page_with_its_last_day(world: LedgerWorld):
    an_account("priya")
    until = world.today + timedelta(days=7)
    about(Desk(world, BEN), "trust.delegate", "priya", openings="priya|power=dismiss", until=until)
    given = world.dossier("trust").latest(Delegate, "priya")
    assert (given.body.power, given.body.until, given.actor.person) == ("dismiss", until, BEN.person)
    assert "Dismiss Priya" in trust_page()


def test_a_step_is_found_only_in_a_matter_of_its_sort(world: LedgerWorld):
    client = looking_as(CEO)
    for path in ("CH-1/steps/trust-appoint", "CH-1/steps/dispute-undertaking_given", "trust/steps/change-approve_in_principle"):
        assert client.get(f"/changes/{path}/").status_code == 404, path


def test_what_rests_on_a_withdrawn_act_is_looked_at_again(world: LedgerWorld):
    withdrawn = world.dossier().latest(ReviewUnavoidable)
    asha = Desk(world, ASHA)
    assert "nothing to do here now" in words(asha.begin("record.review"))
    taken_back = world.act(BEN, Correct(corrects=withdrawn.position, fields=None, because="It was never done."), happened_on=world.today, evidence=())
    world.now += timedelta(minutes=1)
    world.act(PRIYA, Confirm(positions=(taken_back.position,)), evidence=PROOF)
    waiting = asha.choices("record.review")
    asha.take("record.review", openings=waiting[0] if waiting else None, conclusion="It is done again.")
    made = world.dossier().latest(Review)
    assert made.body.conclusion == "It is done again." and made.body.position > withdrawn.position
    assert waiting[0] not in asha.choices("record.review")


def under_notice(monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world = a_world(monkeypatch)
    people = a_change(world)
    steps.consult_to_the_end(world, people)
    code = steps.select_to_the_end(world, people)[0]
    steps.redeploy_to_the_end(world, code)
    steps.measures(world)
    world.wait_until(world.today + timedelta(days=1))
    steps.give_notice(world, code, steps.release_notice(world, code, steps.decide(world, code)))
    return world


def test_notice_is_extended_and_withdrawn_by_pages_and_asks_nobody_to(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = under_notice(monkeypatch)
    ben, employee = Desk(world, BEN), Desk(world, herself("k000"))
    assert "Extend a notice" not in text_of(looking_as(BEN).get("/changes/CH-1/")).split("You can do now")[1].split("All steps")[0]
    later = steps.ENDS_ON + timedelta(days=30)
    ben.take("change.extend_notice", ends_on=later, because="A new clear day.")
    assert world.dossier().latest(ExtendNotice, "k000").body.ends_on == later
    answered = ben.answer("change.extend_notice", ends_on=later, because="Again.")
    assert "an extension ends later" in refused(pressed(ben, answered["Location"]))
    world.now += timedelta(minutes=1)
    ben.take("change.notice_withdrawn", because="Agreed at a meeting.", happened_on=world.today)
    world.now += timedelta(minutes=1)
    report = world.dossier().fold.acts[-1]
    employee.take("record.confirm", openings=next((one for one in employee.choices("record.confirm") if one.endswith(str(report.position))), None))
    assert world.dossier().latest(NoticeWithdrawn, "k000").position == report.position
    assert "nothing to do here now" in words(ben.begin("change.notice_withdrawn"))


def test_an_employment_that_ended_is_chosen_from_those_on_file(world: LedgerWorld):
    an_account("person-k000")
    for number, role in (("E1", "Cook"), ("E2", "Cleaner")):
        value = encode({"contract_number": f"person-k000-{number}", "payroll_number": "person-k000", "role": role, "school": "Avocet High"})
        MirrorRow.objects.create(table="employments", key=f"person-k000-{number}", value=value, digest="0" * 64)
    asha = Desk(world, ASHA)
    assert "Record that an employment ended" in words(asha.begin("trust.employment_ended", matter="trust"))
    assert "Cleaner, Avocet High" in words(asha.get(f"{slug('trust.employment_ended')}?person=person-k000"))
    about(asha, "trust.employment_ended", "person-k000", employment="person-k000-E2", because="Moved away.", happened_on=world.today)
    ended = world.dossier("trust").latest(EmploymentEnded, "person-k000")
    assert (ended.body.employment, ended.happened_on) == ("person-k000-E2", world.today)


def test_an_employee_says_it_of_her_own_alone(world: LedgerWorld):
    employee = Desk(world, herself("k000"))
    employee.take("trust.employment_ended", matter="trust", employment="E1", because="I left.", happened_on=date(2026, 11, 1))
    assert world.dossier("trust").latest(EmploymentEnded).about == "person-k000"
    assert "person=" not in employee.begin("trust.employment_ended", matter="trust")
