"""The home of each seat, in the situations that it is for."""

from datetime import date

import pytest

from evenhand.procedure.amending import Depart
from evenhand.procedure.audience import Office
from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.trust.people import EmployerTold
from evenhand_web.pages.models import LastVisit
from evenhand_web.pages.sight import READING
from tests.pages.situations import CHANGE, EMPLOYEE, HOME, SEATS, announced, looking_as, proposed, scored, text_of, with_addresses
from tests.procedure.world import ASHA, CARYS, CEO, PROOF
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite


def home(office: Office) -> str:
    return text_of(looking_as(SEATS[office]).get(HOME))


def test_an_adviser_sees_what_is_missed_with_what_that_exposes_the_trust_to(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = proposed(monkeypatch, holders=22)
    assert "Nothing is overdue or due in seven days. Next:" in home(Office.HR_ADVISER)
    world.wait_until(date(2027, 4, 29))
    said = home(Office.HR_ADVISER)
    assert "Tuesday 30 March 2027 Give UNISON the written information. Fewer teaching assistants Headteacher" in said
    assert "Missed A criminal offence, with a fine (TULRCA 1992 s.194)." in said


def test_an_adviser_with_nothing_due_is_told_so(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    said = home(Office.HR_ADVISER)
    assert "Nothing is overdue or due in seven days." in said
    assert "Fewer teaching assistants Not announced yet" in said


def test_decisions_wait_for_whoever_can_take_them_now(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    assert "Answer a union's point" not in home(Office.HEADTEACHER)
    world.act(CARYS, UnionRepresentation(union="UNISON", subject="other", point="Why now?"), happened_on=world.today)
    assert "Answer a union's point 1 Fewer teaching assistants" in home(Office.HEADTEACHER)


def test_a_head_with_no_change_has_nothing_waiting(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    READING.forget()
    LedgerWorld(monkeypatch)
    said = home(Office.HEADTEACHER)
    assert "Nothing is waiting for you." in said
    assert "No change is on record. Proposing one puts it here." in said


def test_what_others_did_is_told_from_the_last_visit_on(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    with_addresses()
    world.act(CARYS, UnionRepresentation(union="UNISON", subject="other", point="Why now?"), happened_on=world.today)
    assert "raised a point" not in home(Office.HR_ADVISER)  # never looked at: everything would be news
    size = world.folded.size - 1
    LastVisit.objects.create(person="asha", seat="hr_adviser:", matter=CHANGE, size=size, visited_on=world.today)
    said = home(Office.HR_ADVISER)
    assert "Monday 2 November 2026: carys raised a point. Step 17" in said
    LastVisit.objects.update(size=size + 1)
    assert "raised a point" not in home(Office.HR_ADVISER)


def test_a_union_sees_what_it_is_owed_and_what_was_done(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    world.act(CARYS, UnionRepresentation(union="UNISON", subject="other", point="Why now?"), happened_on=world.today)
    said = home(Office.UNION_REPRESENTATIVE)
    assert "Answer representation no. 17, and serve the answer. No day is set Fewer teaching assistants" in said
    assert "To do" in said
    assert "Fewer teaching assistants Saltings Academy 3" in said
    assert "1 of 1 without a reply" in said
    assert "3 steps are UNISON's own or name it." in said


def test_a_union_before_anything_is_announced_is_owed_nothing_that_it_can_see(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    said = home(Office.UNION_REPRESENTATIVE)
    assert "Nothing is owed to UNISON on record." in said
    assert "No change touches the staff you represent." in said


def test_an_undertaking_stands_at_the_top_for_whom_it_is_for(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    given = UndertakingGiven(union="UNISON", promise="No notices while we talk.", steps=("change.release_notice",), ends_when="talks end")
    world.act(CEO, given, matter="D-1", happened_on=world.today, evidence=PROOF)
    for office in (Office.HR_ADVISER, Office.CHIEF_EXECUTIVE, Office.TRUSTEE, Office.UNION_REPRESENTATIVE):
        assert "No notices while we talk." in home(office), office
    for office in (Office.ASSESSOR, Office.ADMINISTRATOR, Office.EMPLOYEE):
        assert "No notices while we talk." not in home(office), office


def test_a_departure_from_policy_is_on_the_homes_of_those_who_oversee(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    world.act(CEO, Depart(rule="volunteers-invited", instead="A letter to each.", because="All are known."))
    for office in (Office.TRUSTEE, Office.AUDITOR):
        assert "Volunteers invited A letter to each. All are known. Monday 2 November 2026 Fewer teaching assistants" in home(office)


def test_what_an_employer_was_told_shows_on_no_home_but_the_confidential_advisers(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    world.act(ASHA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", happened_on=world.today, evidence=PROOF)
    world.wait_until(date(2026, 11, 3))
    protected = "Answer whether what the employer was told of"
    assert protected in home(Office.CONFIDENTIAL_HR)
    for office in set(Office) - {Office.CONFIDENTIAL_HR, Office.EMPLOYEE}:
        said = home(office)
        assert protected not in said, office
        assert "protects" not in said, office


def test_a_scorer_sees_how_far_each_group_is(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    assert "You have nothing to score." in home(Office.ASSESSOR)


def test_a_scorer_is_told_how_many_are_done(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    scored(monkeypatch)
    said = home(Office.ASSESSOR)
    assert "6 of 18 scores done" in said
    assert f"/changes/{CHANGE}/scores/" in looking_as(SEATS[Office.ASSESSOR]).get(HOME).content.decode()


def test_an_administrator_sees_accounts_and_no_case(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    said = home(Office.ADMINISTRATOR)
    assert "Administrators look after accounts and see no cases." in said
    assert "Fewer teaching" not in said


def test_an_employee_sees_who_to_talk_to_and_her_representatives(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    with_addresses()
    said = text_of(looking_as(EMPLOYEE).get(HOME))
    assert "Asha Rahman, HR adviser, asha@example.org" in said
    assert "carys, UNISON" in said
    assert "k000" not in said
    assert "k001" not in said
    assert "Priya" not in said
