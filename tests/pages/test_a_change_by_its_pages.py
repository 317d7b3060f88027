"""The headcount cut from approval to notice, one person per role, each step taken through its pages; stopped on the way, and let through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.selecting import Score
from tests.pages.taking import Desk, words
from tests.procedure.thin_change import ENDS_ON, POOL
from tests.procedure.world import ASHA, BEN, CARYS, PRIYA, SAM, a_change
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

SAID = "As the record of the meeting shows."


def a_proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("proof.txt", b"Delivered by hand and signed for.", "text/plain")


@dataclass
class Office:
    """Everyone's desk, and the change that they work on."""

    world: LedgerWorld
    people: list[str]
    asha: Desk
    priya: Desk
    ben: Desk
    sam: Desk
    carys: Desk

    def report(self, desk: Desk, kind: str, about: str = "", openings: object = None, **given: object) -> None:
        """A report with its proof, confirmed by a colleague."""
        day = given.pop("on", self.world.today)
        desk.take(kind, about, openings=openings, happened_on=day, evidence=a_proof(), **given)
        self.confirm()

    def confirm(self) -> None:
        waiting = self.priya.choices("record.confirm")
        self.priya.take("record.confirm", openings=waiting or None)

    def serve(self) -> None:
        """Every letter that waits reaches whom it is for."""
        waiting = self.asha.choices("change.letter_served")
        self.report(self.asha, "change.letter_served", openings=waiting or None, channel="by hand")

    def meet(self, purpose: str, *people: str) -> None:
        """Each of them is met for this; with one thing to record there is nothing to choose."""
        for code in people:
            offered = self.asha.choices("change.meeting", code)
            chosen = next((one for one in offered if f"purpose={purpose}" in one), None)
            self.report(self.asha, "change.meeting", code, openings=chosen, outcome="held", note=SAID)


@pytest.fixture
def office(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    world = LedgerWorld(monkeypatch)
    people = a_change(world, holders=3, to_stay=2)
    yield Office(world, people, *(Desk(world, actor) for actor in (ASHA, PRIYA, BEN, SAM, CARYS)))


@only_sqlite
def test_from_approval_to_notice(office: Office):
    asha, ben, carys = office.asha, office.ben, office.carys
    assert carys.client.get("/changes/CH-1/").status_code == 404, "not announced"
    assert "Nobody has reviewed" in words(asha.begin("change.release_section_188"))
    ben.take("change.review_unavoidable", statement="Every other way was looked at.")
    ben.take("change.approve_in_principle", statement="For consultation.")
    asha.take("change.release_section_188")
    assert carys.client.get("/changes/CH-1/").status_code == 200
    office.report(asha, "change.section_188_served", channel="by hand")
    ben.take("change.warn_person", openings=ben.choices("change.warn_person"), letter="You will be met alone.")
    office.serve()
    carys.take("change.union_representation", subject="reducing their number", point="Leave vacancies unfilled.", happened_on=office.world.today)
    asha.take("change.invite_volunteers", openings="|time=consultation", terms="The statutory payment.")
    assert "has no answer" in words(ben.begin("change.complete_consultation"))
    ben.take("change.answer_union", outcome="accepted in part", reasons="Two will stay unfilled.")
    office.report(asha, "change.reply_served", channel="by hand")
    for subject in ("avoiding dismissals", "reducing their number", "mitigating them"):
        left = asha.choices("change.record_subject_outcome")
        asha.take("change.record_subject_outcome", openings=next((one for one in left if subject in one), None), outcome="Discussed; see the note.")
    ben.take("change.complete_consultation", **{"considered-0-conclusion": "Answered in full.", "statement": "Consultation is complete."})
    select(office)
    leave(office)


def select(office: Office) -> None:
    asha, ben, sam = office.asha, office.ben, office.sam
    ben.take(
        "change.form_pool",
        pool=POOL,
        mode="everyone in the job at the establishment",
        method="points against the published criteria",
        order="fewest points first",
        because="The work is the same for all.",
    )
    ben.take("change.place_in_pool", openings=ben.choices("change.place_in_pool"))
    ben.take("change.publish_criteria")
    assert "has not had the criteria" in words(ben.begin("change.seal_criteria"))
    office.serve()
    ben.take("change.seal_criteria")
    assert "has not had the first individual meeting" in words(sam.get("/changes/CH-1/scores/"))
    office.meet("first", *office.people)
    score_everyone(office)
    ben.take("change.disclose_scores", openings=ben.choices("change.disclose_scores"))
    office.serve()
    office.meet("second", *office.people)
    asha.take("change.invite_volunteers", terms="The statutory payment.")
    ben.take("change.attest_reasons", statement="No one is selected for a forbidden reason.")
    ben.take("change.select")


def score_everyone(office: Office) -> None:
    sam = office.sam
    for place, code in enumerate(office.people):
        for criterion in office.world.pack.criteria:
            points = min(max(3 + place, criterion.lowest), criterion.highest)
            answered = sam.client.post(f"/changes/CH-1/scores/{code}/{criterion.id}/", {"points": points, "reason": SAID})
            assert answered.status_code == 302, words(answered.content.decode())
    grid = sam.get("/changes/CH-1/scores/")
    check = grid[grid.index("/changes/CH-1/drafts/") :].split('"')[0]
    assert "Record this" in sam.get(check)
    sam.client.post(check)
    office.world.read_back()
    assert len(office.world.dossier().every(Score)) == len(office.people) * len(office.world.pack.criteria)


def leave(office: Office) -> None:
    asha, ben, world = office.asha, office.ben, office.world
    blocked = words(ben.begin("change.release_notice"))
    assert "No dismissal has been decided" in blocked and "meeting before the decision has not been held" in blocked
    ben.take("change.declare_at_risk", letter="You are at risk of redundancy.")
    office.serve()
    asha.take("trust.list_vacancy", matter="trust", vacancy="V1", establishment="Avocet High", job="MDS")
    asha.take("trust.state_vacancies", matter="trust")
    asha.take("change.consider_vacancies", **{"considered-0-suitable": False, "considered-0-because": "Different hours and pay."})
    office.meet("redeployment", "k000")
    office.meet("decision", "k000")
    asha.take("change.consult_hr", advice="Nothing stands in the way.")
    asha.take("change.consider_measure", openings=asha.choices("change.consider_measure"), outcome="not adopted", reasons="None was found.")
    world.wait_until(world.today + timedelta(days=1))
    ben.take("change.decide_dismissal", ends_on=ENDS_ON, because="Fewest points.")
    recorded = ben.take("change.release_notice", assume_last_known=True)
    assert "Recorded at" in words(recorded)
    assert [one.about for one in world.dossier().every(ReleaseNotice)] == ["k000"]
    office.report(ben, "change.notice_given", given_by="Ben Cole")
