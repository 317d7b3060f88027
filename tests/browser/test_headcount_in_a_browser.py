"""The headcount cut from the first list of staff to notice, in browsers: one person per role, half of them without script, stopped and let through."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from playwright.sync_api import Page

from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven
from evenhand_web.ledger.folds import folded
from tests.accounts.signing_in import PASSWORD, an_account
from tests.browser.desks import BrowserDesk
from tests.pages.browser import no_axe_findings, screenshot
from tests.procedure.world import ASHA, BEN, CARYS, PRIYA, SAM
from tests.site.acting import a_draft, recorded
from tests.site.ledger_world import LedgerWorld
from tests.workforce.small_trust import a_contract, a_person, a_post, a_school, written
from tests.workforce.workbooks import filled, small_rows

ENDS_ON = date(2027, 4, 30)
SAID = "As the record of the meeting shows."
PROOF = {"name": "proof.txt", "mimeType": "text/plain", "buffer": b"Delivered by hand and signed for."}
STAFF = {"000101": ("Ben", "Okoro"), "000102": ("Carys", "Rees"), "000103": ("Dana", "Whitfield")}


@dataclass
class Office:
    """Everybody's browser."""

    world: LedgerWorld
    asha: BrowserDesk
    priya: BrowserDesk
    ben: BrowserDesk
    sam: BrowserDesk
    carys: BrowserDesk
    people: list[str] = field(default_factory=list)
    matter: str = ""

    @property
    def desks(self) -> tuple[BrowserDesk, ...]:
        return self.asha, self.priya, self.ben, self.sam, self.carys

    def report(self, desk: BrowserDesk, kind: str, about: str = "", **given: Any) -> None:
        """A report with its proof, confirmed by a colleague."""
        desk.take(kind, about, **{"happened_on": self.world.today, "evidence": PROOF} | given)
        waiting = self.priya.offered("record.confirm")
        self.priya.take("record.confirm", **({"openings": waiting} if waiting else {}))

    def serve(self) -> None:
        """Every letter that waits reaches whom it is for."""
        waiting = self.asha.offered("change.letter_served")
        self.report(self.asha, "change.letter_served", channel="by hand", **({"openings": waiting} if waiting else {}))

    def meet(self, purpose: str, *people: str) -> None:
        for code in people:
            offered = self.asha.offered("change.meeting", code)
            chosen = [one for one in offered if f"purpose={purpose}" in one]
            self.report(self.asha, "change.meeting", code, outcome="held", note=SAID, **({"openings": chosen[0]} if chosen else {}))


@pytest.fixture
def office(browsed_site: Any, address: str, page_at: Callable[..., Page], monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    world = LedgerWorld(monkeypatch)
    for person, name in (("asha", "Asha Rahman"), ("priya", "Priya Nair"), ("ben", "Ben Cole"), ("sam", "Sam Iqbal")):
        an_account(person, name=name, email=f"{person}@example.org")
    asha, priya, ben, sam = (
        BrowserDesk(world, page_at(1280, script=script), address, actor) for actor, script in ((ASHA, False), (PRIYA, True), (BEN, True), (SAM, False))
    )
    yield Office(world, asha, priya, ben, sam, BrowserDesk(world, page_at(375), address, CARYS, through_the_door=True))


def a_workbook(folder: Path) -> dict[str, Any]:
    trust = {
        "register.csv": [a_school()],
        "staff.csv": [a_person(number, **{"First Name": first, "Last Name": last}) for number, (first, last) in STAFF.items()],
        "contracts.csv": [a_contract(number, f"P{place}", **{"Weeks/Year": "52"}) for place, number in enumerate(STAFF, 1)],
        "posts.csv": [a_post(f"P{place}", number) for place, number in enumerate(STAFF, 1)],
    }
    written(folder, trust)
    return {"name": "staff.xlsx", "mimeType": "application/octet-stream", "buffer": filled(small_rows(folder, trust))}


def test_from_the_list_of_staff_to_notice(office: Office, tmp_path: Path):
    come_in(office.carys)
    import_staff(office, tmp_path)
    propose(office)
    consult(office)
    select(office)
    leave(office)
    assert set().union(*(desk.headings for desk in office.desks)) == {"The law says", "An agreement says", "Trust policy says"}


def come_in(carys: BrowserDesk) -> None:
    """By the door: her name, her password, and a code from her paper."""
    account = an_account(CARYS.person, name="Carys Rees")
    carys.get("/home/")
    assert "Sign in" in carys.page.title()
    carys.page.fill("[name=login]", CARYS.person)
    carys.page.fill("[name=password]", PASSWORD)
    carys.press("Sign in")
    assert "Show that it is you" in carys.words()
    carys.page.fill("[name=code]", RecoveryCodes.activate(account).get_unused_codes()[0])
    carys.press("Sign in")
    assert carys.page.url.endswith("/home/") and "No change touches the staff you represent" in carys.words()


def import_staff(office: Office, folder: Path) -> None:
    asha = office.asha
    assert "Import them first" in asha.get("/propose/")
    asha.page.get_by_role("link", name="Import them first").click()
    asha.fill({"files": a_workbook(folder)})
    asha.press("Check it")
    assert "3 people would be taken" in asha.words()
    asha.press("Import staff and posts")
    assert "3 people imported" in asha.words()


def propose(office: Office) -> None:
    """Three posts become two; nobody outside management can see it."""
    asha = office.asha
    asha.get("/propose/")
    job = asha.page.locator('[name=posts] option[value^="job:"], [name=posts][value^="job:"]').first.get_attribute("value")
    days = {"first_dismissal_on": ENDS_ON, "last_dismissal_on": ENDS_ON}
    asha.fill({"title": "Fewer teaching assistants", "posts": job, "posts_proposed": 2, **days})
    asha.press("Continue")
    asha.fill({"need": "budget", "reason_for_change": "cost or budget"})
    asha.fill({one: "As the paper of October says." for one in ("details", "rationale", "implementation", "financial_implications", "effect_on_employees")})
    asha.fill({"why_vacancies_do_not_meet_it": "There are none."})
    asha.press("Continue")
    asha.fill({"selection_method": "Points.", "dismissal_method": "By notice.", "payment_method": "The statutory payment."})
    asha.press("Continue")
    assert "1 proposed dismissals by policy" in asha.words() and "3 people" in asha.words()
    asha.press("Propose this change")
    office.matter = re.findall(r"/changes/([^/]+)/", asha.page.url)[0]
    for desk in office.desks:
        desk.matter = office.matter
    affected = [act for act in folded({office.matter}).matters[office.matter].acts if isinstance(act.body, Affect)]
    office.people = [str(act.about) for act in affected]
    assert len(office.people) == 3 and "Page not found" in office.carys.get(f"/changes/{office.matter}/")


def consult(office: Office) -> None:
    asha, ben, carys = office.asha, office.ben, office.carys
    assert "Nobody has reviewed" in asha.step("change.release_section_188")
    screenshot(asha.page, "a-step-that-waits-1280")
    ben.take("change.review_unavoidable", statement="Every other way was looked at.")
    ben.take("change.approve_in_principle", statement="For consultation.")
    said = asha.answer("change.release_section_188")
    assert "Preview as PDF" in said and "The letter" in said
    assert asha.page.request.get(f"{asha.site}{asha.page.get_by_role('link', name='Preview as PDF').get_attribute('href')}").body().startswith(b"%PDF")
    screenshot(asha.page, "the-letter-before-it-is-recorded-1280")
    asha.record()
    assert "Fewer teaching assistants" in carys.get(f"/changes/{office.matter}/")
    office.report(asha, "change.section_188_served", channel="by hand")
    ben.take("change.warn_person", openings=ben.offered("change.warn_person"), letter="You will be met alone.")
    office.serve()
    carys.take("change.union_representation", subject="reducing their number", point="Leave vacancies unfilled.", happened_on=office.world.today)
    asha.take("change.invite_volunteers", openings="|time=consultation", terms="The statutory payment.")
    assert "has no answer" in ben.step("change.complete_consultation")
    screenshot(ben.page, "consultation-cannot-be-closed-1280")
    ben.take("change.answer_union", outcome="accepted in part", reasons="Two will stay unfilled.")
    office.report(asha, "change.reply_served", channel="by hand")
    for subject in ("avoiding dismissals", "reducing their number", "mitigating them"):
        left = [one for one in asha.offered("change.record_subject_outcome") if subject in one]
        asha.take("change.record_subject_outcome", outcome="Discussed; see the note.", **({"openings": left[0]} if left else {}))
    ben.get(f"/changes/{office.matter}/")
    screenshot(ben.page, "a-change-in-consultation-1280")
    ben.take("change.complete_consultation", **{"considered-0-conclusion": "Answered in full.", "statement": "Consultation is complete."})


def select(office: Office) -> None:
    asha, ben, sam = office.asha, office.ben, office.sam
    promise = UndertakingGiven(union="UNISON", promise="No pool before the forum met.", steps=("change.form_pool",), ends_when="the forum met")
    given = recorded(a_draft(CARYS, promise, matter="D-1", happened_on=office.world.today))
    assert "An agreement says" in ben.step("change.form_pool")
    ended = UndertakingEnded(union="UNISON", given=given.positions.start, because="The forum met.")
    recorded(a_draft(CARYS, ended, matter="D-1", happened_on=office.world.today))
    ben.take(
        "change.form_pool",
        pool="teaching assistants",
        mode="everyone in the job at the establishment",
        method="points against the published criteria",
        order="fewest points first",
        because="The work is the same for all.",
    )
    ben.take("change.place_in_pool", openings=ben.offered("change.place_in_pool"))
    ben.take("change.publish_criteria")
    assert "has not had the criteria" in ben.step("change.seal_criteria")
    office.serve()
    ben.take("change.seal_criteria")
    assert "has not had the first individual meeting" in sam.get(f"/changes/{office.matter}/scores/")
    office.meet("first", *office.people)
    score_everyone(office)
    ben.take("change.disclose_scores", openings=ben.offered("change.disclose_scores"))
    office.serve()
    office.meet("second", *office.people)
    asha.take("change.invite_volunteers", terms="The statutory payment.")
    assert "The law says" in ben.step("change.select")
    ben.take("change.attest_reasons", statement="No one is selected for a forbidden reason.")
    ben.take("change.select")


def score_everyone(office: Office) -> None:
    """Each score has a page of its own; pressing the button leads to the next person."""
    sam = office.sam
    for place, code in enumerate(office.people):
        for criterion in office.world.pack.criteria:
            sam.get(f"/changes/{office.matter}/scores/{code}/{criterion.id}/")
            sam.fill({"points": min(max(3 + place, criterion.lowest), criterion.highest), "reason": SAID})
            sam.press("Save and go to the next person")
    sam.get(f"/changes/{office.matter}/scores/")
    screenshot(sam.page, "scores-as-drafts-1280")
    sam.page.get_by_role("link", name="Check and submit").click()
    sam.record()


def leave(office: Office) -> None:
    asha, ben, world, matter = office.asha, office.ben, office.world, office.matter
    first = office.people[0]
    assert "No dismissal has been decided" in ben.step("change.release_notice")
    ben.page.locator("main summary").first.click()
    assert "meeting before the decision has not been held" in ben.words()
    screenshot(ben.page, "why-notice-is-blocked-1280")
    assert no_axe_findings(ben.page)
    ben.take("change.declare_at_risk", letter="You are at risk of redundancy.")
    office.serve()
    asha.take("trust.list_vacancy", matter="trust", vacancy="V1", establishment="Heron School", job="MDS")
    asha.take("trust.state_vacancies", matter="trust")
    asha.take("change.consider_vacancies", **{"considered-0-suitable": False, "considered-0-because": "Different hours and pay."})
    office.meet("redeployment", first)
    office.meet("decision", first)
    asha.take("change.consult_hr", advice="Nothing stands in the way.")
    waiting = asha.offered("change.consider_measure")
    asha.take("change.consider_measure", outcome="not adopted", reasons="None was found.", **({"openings": waiting} if waiting else {}))
    world.wait_until(world.today + timedelta(days=1))
    ben.take("change.decide_dismissal", ends_on=ENDS_ON, because="Fewest points.")
    said = ben.answer("change.release_notice", assume_last_known=True)
    assert "The letter" in said
    ben.press("Record this")
    screenshot(ben.page, "before-a-step-that-cannot-be-unsent-1280")
    assert "You are about to give notice of dismissal" in ben.words() and no_axe_findings(ben.page)
    ben.page.get_by_role("link", name="Go back").click()
    ben.record()
    screenshot(ben.page, "recorded-1280")
    office.report(ben, "change.notice_given", given_by="Ben Cole")
    kinds = [type(act.body) for act in folded({matter}).matters[matter].acts]
    assert ReleaseNotice in kinds and NoticeGiven in kinds
