"""A trust in memory: the real judge over real folds, with a clock of its own. Every test builds its situation by taking real steps."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

import evenhand.procedure.everything  # noqa: F401  declares every act, gate and duty
from evenhand.calendars.london import london_day
from evenhand.policy.pack import Pack, load_pack
from evenhand.procedure.acts import Act, Actor, Body, Draft, Evidence
from evenhand.procedure.amending import Confirm
from evenhand.procedure.audience import Office
from evenhand.procedure.change.proposing import Affect, AgencyWorkers, Line, Propose
from evenhand.procedure.context import Context, Folded
from evenhand.procedure.duties import Duty, duties
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.judge import Judged, Judgement, judge, matter_kind
from evenhand.procedure.trust.governing import Appoint, Found, RecogniseUnion

ASHA = Actor("asha", Office.HR_ADVISER)  # leads HR
PRIYA = Actor("priya", Office.HR_ADVISER)  # her colleague, who confirms
CORA = Actor("cora", Office.CONFIDENTIAL_HR)
BEN = Actor("ben", Office.HEADTEACHER)
CEO = Actor("imani", Office.CHIEF_EXECUTIVE)
SAM = Actor("sam", Office.ASSESSOR)
CARYS = Actor("carys", Office.UNION_REPRESENTATIVE, union="UNISON")
TOMAS = Actor("tomas", Office.TRUSTEE)
PROOF = (Evidence("proof.pdf", "ab" * 32),)
CHANGE = "CH-1"


class Refused(AssertionError):
    """The judge refused a batch; `judgement` says why."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        faults = [fault for one in judgement.judged for fault in one.faults]
        super().__init__(f"faults {faults}; blocked {sorted(self.rules)}")

    @property
    def rules(self) -> set[str]:
        return {given.gate.rule for one in self.judgement.judged for given in one.blocked}

    @property
    def faults(self) -> list[str]:
        return [fault for one in self.judgement.judged for fault in one.faults]

    @property
    def says(self) -> list[str]:
        return [reason.says for one in self.judgement.judged for given in one.blocked for reason in given.reasons]


@cache
def the_pack() -> Pack:
    return load_pack("secat-2020")


class World:
    def __init__(self, today: date = date(2026, 11, 2), pack: Pack | None = None) -> None:
        self.pack = pack or the_pack()
        self.folded = Folded({}, Fold(), {self.pack.id: self.pack}, 0)
        self.now = datetime.combine(today, time(9), UTC)
        self.judgements: list[Judgement] = []  # every answer so far, refusals too
        self.judgements: list[Judgement] = []  # every batch, those refused included
        self.recorded: list[Judged] = []  # every act so far, as judged, for those who store its parts

    @property
    def today(self) -> date:
        return london_day(self.now)

    def copy(self) -> "World":
        """The same trust at the same moment, which goes its own way from here."""
        other = copy(self)
        matters = {code: Fold(fold.acts) for code, fold in self.folded.matters.items()}
        other.folded = replace(self.folded, matters=matters, bearing=Fold(self.folded.bearing.acts))
        other.judgements, other.recorded = [], list(self.recorded)
        return other

    def wait_until(self, day: date) -> None:
        self.now = max(self.now, datetime.combine(day, time(9), UTC))

    def judged(self, *drafts: Draft[Any]) -> Judgement:
        return judge(drafts, self.folded, today=self.today, now=self.now)

    def do(self, *drafts: Draft[Any]) -> list[Act[Any]]:
        """Record the batch. Raises Refused with every reason."""
        self.now += timedelta(seconds=1)
        judgement = self.judged(*drafts)
        self.judgements.append(judgement)
        if judgement.refused:
            raise Refused(judgement)
        for one in judgement.judged:
            self.folded.matters.setdefault(one.act.matter, Fold()).add(one.act)
            if one.act.kind.bears:
                self.folded.bearing.add(one.act)
        self.folded = replace(self.folded, size=self.folded.size + len(drafts))
        self.recorded += judgement.judged
        return [one.act for one in judgement.judged]

    def act(self, actor: Actor, body: Body, **more: Any) -> Act[Any]:
        """One act in the change, or in the matter named."""
        return self.do(self.draft(actor, body, **more))[0]

    def draft(self, actor: Actor, body: Body, *, matter: str = CHANGE, **more: Any) -> Draft[Any]:
        return Draft(matter, body, actor, **more)

    def report(self, actor: Actor, body: Body, *, confirmed_by: Actor | None = PRIYA, on: date | None = None, **more: Any) -> Act[Any]:
        """Something that happened, on a day, with its proof; confirmed by a second person unless told otherwise."""
        act = self.act(actor, body, happened_on=on or self.today, evidence=PROOF, **more)
        if confirmed_by:
            self.act(confirmed_by, Confirm(positions=(act.position,)), matter=act.matter)
        return act

    def dossier(self, matter: str = CHANGE) -> Dossier:
        return Dossier(self.folded.matters[matter], on=self.today)

    def context(self, matter: str = CHANGE) -> Context:
        return self.folded.context(matter, self.today, self.now)

    def duties(self, matter: str = CHANGE) -> list[Duty]:
        return duties(self.dossier(matter), self.context(matter), matter_kind(self.dossier(matter)))

    def open_duties(self, rule: str, matter: str = CHANGE) -> list[Duty]:
        return [owed for owed in self.duties(matter) if owed.rule == rule and owed.state != "discharged"]


def a_trust(today: date = date(2026, 11, 2), unions: Iterable[str] = ("UNISON",), pack: Pack | None = None, public_key: str = "00") -> World:
    """A founded trust with its offices filled and its unions recognised for support staff."""
    world = World(today, pack)
    world.act(CEO, Found(trust="Marram Learning Trust", chief_executive="imani", public_key=public_key), matter="trust")
    for actor in (ASHA, PRIYA, CORA, BEN, SAM, CARYS, TOMAS):
        world.act(CEO, Appoint(office=actor.office, union=actor.union), matter="trust", about=actor.person)
    for union in unions:
        world.act(ASHA, RecogniseUnion(union=union, staff_groups=("support",), head_office="1 Union Street"), matter="trust")
    return world


def codes(number: int) -> list[str]:
    return [f"k{place:03}" for place in range(number)]


def a_case(holders: int, to_stay: int, **changes: Any) -> Propose:
    facts: dict[str, Any] = {
        "title": "Fewer teaching assistants",
        "pack": "secat-2020",
        "track": "headcount-cut",
        "need": "budget",
        "reason_for_change": "cost or budget",
        "why_vacancies_do_not_meet_it": "There are fewer leavers than posts to lose.",
        "details": "Fewer teaching assistant posts.",
        "rationale": "Fewer pupils with funded support.",
        "implementation": "From 1 May 2027.",
        "financial_implications": "Saves a salary for each post.",
        "effect_on_employees": "Posts are lost.",
        "lines": (Line(establishment="Saltings Academy", job="TA2", staff_group="support", posts_now=holders, posts_proposed=to_stay),),
        "agency_workers": (AgencyWorkers(establishment="Saltings Academy", number=4, where="classrooms", work="one-to-one support"),),
        "first_dismissal_on": date(2027, 4, 30),
        "last_dismissal_on": date(2027, 4, 30),
        "selection_method": "Points against the published criteria.",
        "dismissal_method": "By notice, all ending on 30 April 2027.",
        "payment_method": "The statutory payment.",
    }
    return Propose(**(facts | changes))


def an_employment(code: str, **changes: Any) -> Affect:
    facts: dict[str, Any] = {
        "person": f"person-{code}",
        "establishment": "Saltings Academy",
        "job": "TA2",
        "staff_group": "support",
        "effect": "in a pool",
        "employment": f"{code}-1",
        "date_of_birth": date(1980, 5, 17),
        "service_from": date(2015, 9, 1),
        "weekly_pay": "412.50",
        "contract": "statutory",
    }
    return Affect(**(facts | changes))


def a_change(world: World, holders: int = 3, to_stay: int = 2, first: Mapping[str, Any] | None = None, **changes: Any) -> list[str]:
    """A headcount cut, proposed; the codes of its people. `first` changes the facts of the first of them."""
    people = codes(holders)
    world.do(
        world.draft(ASHA, a_case(holders, to_stay, **changes)),
        *(world.draft(ASHA, an_employment(code, **(first or {} if code == people[0] else {})), about=code) for code in people),
    )
    return people


def herself(code: str) -> Actor:
    """The employee with that code, speaking for herself."""
    return Actor(f"person-{code}", Office.EMPLOYEE)
