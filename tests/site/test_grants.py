"""Audience grants: the rows say of every part and every seat what `may_see` says, whatever happened; and pages read through them alone."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evenhand.procedure.acts import MissingFact
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import Office, Seat, may_see
from evenhand.procedure.audience_of_a_matter import code_in, is_announced, is_concerned, may_know_of
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.fold import Dossier
from evenhand.procedure.parts import part_from
from evenhand.procedure.trust.governing import RecogniseUnion
from evenhand.procedure.trust.keeping import Erase, Place
from evenhand.procedure.trust.people import EmployerTold
from evenhand_web.ledger import grants
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import ActRow, Grant, PartRow, Party
from evenhand_web.ledger.readable import readable_acts, readable_matters
from evenhand_web.ledger.reading import RecordDamaged
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CHANGE, CORA, Refused, a_case, a_change, an_employment
from tests.site.acting import a_draft, a_founded_trust, an_import, recorded
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

ASHAS = Seat("asha", Office.HR_ADVISER)
UNISON = Seat("carys", Office.UNION_REPRESENTATIVE, "UNISON")
GMB = Seat("gita", Office.UNION_REPRESENTATIVE, "GMB")
DANA, SAM = Seat("person-k000", Office.EMPLOYEE), Seat("person-k001", Office.EMPLOYEE)
SEATS = [
    *(Seat("someone", office) for office in Office),
    *(Seat("someone", Office.UNION_REPRESENTATIVE, union) for union in ("UNISON", "GMB", "NEU")),
    *(Seat(f"person-{code}", Office.EMPLOYEE) for code in ("k000", "k001", "k002", "k003", "k009")),
    Seat("k000", Office.EMPLOYEE),  # one whose id is another's code
]


def open_parts(seat: Seat) -> set[tuple[int, int]]:
    return set(Grant.objects.filter(name__in=grants.names_for(seat)).values_list("position", "place"))


def seen_in_folds(seat: Seat) -> set[tuple[int, int]]:
    known = folded(set(ActRow.objects.values_list("matter", flat=True)))
    bearing, seen = Dossier(known.bearing), set()
    for matter, fold in known.matters.items():
        dossier = Dossier(fold)
        here = replace(seat, code=code_in(seat, dossier))
        told = {"announced": is_announced(dossier), "concerned": is_concerned(here, dossier, bearing)}
        for row in PartRow.objects.filter(act__matter=matter, content__isnull=False):
            part = part_from(bytes(row.content or b""))
            if may_see(part.audience, part.about, here, **told):
                seen.add((row.act_id, row.place))
    return seen


def matters_in_folds(seat: Seat) -> list[str]:
    known = folded(set(ActRow.objects.values_list("matter", flat=True)))
    bearing = Dossier(known.bearing)
    return sorted(matter for matter, fold in known.matters.items() if matter != "trust" and may_know_of(seat, Dossier(fold), bearing))


def require_agreement(seats: list[Seat]) -> None:
    for seat in seats:
        assert open_parts(seat) == seen_in_folds(seat), seat
        assert readable_matters(seat) == matters_in_folds(seat), seat
    assert grants.problems() == []


def the_headcount_change(world: LedgerWorld) -> Iterator[str]:
    """The thin change with what else moves an audience among its steps; stops after each, and says what it was."""
    people = a_change(world, holders=3, to_stay=2)
    yield "proposed, and people affected"
    world.report(CORA, EmployerTold(of="pregnancy"), matter="trust", about="person-k001", confirmed_by=None)
    yield "a fact of a person, told"
    steps.review(world)
    steps.approve(world)
    world.act(ASHA, RecogniseUnion(union="NEU", staff_groups=("teacher",), head_office="2 Union Street"), matter="trust")
    yield "a union recognised that is not for these staff"
    steps.serve_union(world)
    yield "announced"
    steps.warn(world, people)
    world.act(ASHA, RecogniseUnion(union="GMB", staff_groups=("support",), head_office="3 Union Street"), matter="trust")
    yield "a second union recognised for these staff"
    late = world.act(ASHA, an_employment("k003"), about="k003")
    yield "one more affected, after it was announced"
    world.act(ASHA, Correct(corrects=late.position, because="She had left before."), happened_on=world.today, about="k003")
    yield "which was withdrawn"
    world.act(CARYS, UndertakingGiven(union="UNISON", promise="Wait.", steps=("change.select",), ends_when="they met"), matter="D-1", happened_on=world.today)
    yield "an undertaking in a dispute"
    steps.answer(world, steps.union_speaks(world))
    steps.discuss(world)
    yield "points answered"


def test_rows_and_folds_agree_for_every_kind_of_seat_through_the_whole_change(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    chance, world = random.Random(3), LedgerWorld(monkeypatch)
    for _ in the_headcount_change(world):
        require_agreement(chance.sample(SEATS, 5))
    require_agreement(SEATS)


def test_rows_and_folds_agree_to_the_very_end(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    people = a_change(world, holders=3, to_stay=2)
    steps.consult_to_the_end(world, people)
    steps.select_to_the_end(world, people)
    steps.redeploy_to_the_end(world, "k000")
    steps.measures(world)
    steps.give_notice(world, "k000", steps.release_notice(world, "k000", steps.decide(world, "k000")))
    require_agreement(SEATS)
    before = rows()
    grants.rebuild()
    assert rows() == before


def rows() -> tuple[list[Any], list[Any]]:
    return list(Grant.objects.order_by("position", "place", "name").values_list()), list(Party.objects.order_by("matter", "name").values_list())


@only_sqlite
def test_a_part_has_two_rows_at_most_however_many_people_there_are(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    people = a_change(world, holders=60, to_stay=40)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    assert Grant.objects.count() < 2 * PartRow.objects.count()
    assert Party.objects.filter(matter=CHANGE, code__isnull=False).count() == len(people)


@only_sqlite
def test_before_it_is_announced_no_row_leads_the_other_side_to_any_part(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    for seat in (UNISON, DANA, Seat("sam", Office.ASSESSOR)):
        assert readable_acts(CHANGE, seat) == [] and readable_matters(seat) == []
    assert readable_matters(ASHAS) == [CHANGE] and len(readable_acts(CHANGE, ASHAS)) == 4


@only_sqlite
def test_once_announced_what_came_before_can_be_read_and_withheld_fields_cannot(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    for seat in (UNISON, DANA):
        assert readable_matters(seat) == [CHANGE]
    affected = {act.about: act for act in readable_acts(CHANGE, DANA) if act.kind is Affect.kind}
    assert str(affected["k000"].body.weekly_pay) == "412.50" and affected["k000"].body.person == "person-k000"
    with pytest.raises(MissingFact):
        affected["k001"].body.weekly_pay  # noqa: B018
    with pytest.raises(MissingFact):
        [act for act in readable_acts(CHANGE, UNISON) if act.kind is Affect.kind][0].body.person  # noqa: B018
    assert readable_acts(CHANGE, GMB) == [] and readable_matters(GMB) == []


@only_sqlite
def test_what_is_readable_stops_at_the_size_asked_for(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    acts = readable_acts(CHANGE, ASHAS)
    assert readable_acts(CHANGE, ASHAS, size=acts[-1].position) == acts[:-1]
    assert readable_acts(CHANGE, ASHAS, size=acts[-1].position + 1) == acts


@pytest.mark.parametrize("holders", [3, 12])
def test_reading_takes_as_many_queries_for_many_as_for_few(a_site: Site, monkeypatch: pytest.MonkeyPatch, holders: int):
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=holders)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    assert queries_of(lambda: readable_acts(CHANGE, DANA)) == 5
    assert queries_of(lambda: readable_acts(CHANGE, UNISON)) == 4
    assert queries_of(lambda: readable_matters(DANA)) == 1


def queries_of(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def test_what_is_erased_is_open_to_nobody_and_shows_as_erased(a_site: Site):
    a_founded_trust()
    act = recorded(an_import("marram")).acts[0]
    part = PartRow.objects.get(act_id=act.position, name="body")
    recorded(a_draft(ASHA, Erase(parts=(Place(position=act.position, part=part.place),), because="Its time is over.")))
    assert not Grant.objects.filter(position=act.position, place=part.place).exists() and grants.problems() == []
    with pytest.raises(MissingFact) as gone:
        readable_acts("trust", ASHAS)[act.position].body.source  # noqa: B018
    assert gone.value.erased_on is not None


def test_where_her_identity_is_erased_she_is_a_party_no_more(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    steps.warn(world, ["k000", "k001", "k002"])
    identity = PartRow.objects.get(act_id=world.folded.matters[CHANGE].by_person["change.affect", "k001"][0].position, name="body", audience="identity")
    assert CHANGE in readable_matters(SAM)
    recorded(a_draft(ASHA, Erase(parts=(Place(position=identity.act_id, part=identity.place),), because="She asked, and nothing needs it.")))
    assert readable_matters(SAM) == [] and readable_acts(CHANGE, SAM) == []
    require_agreement([SAM, DANA])


@pytest.mark.parametrize("harm", ["a grant too many", "a grant too few", "another's code", "a grant of nothing"])
def test_what_was_altered_in_the_rows_is_told_and_comes_right_again(a_site: Site, harm: str):
    a_founded_trust()
    recorded(a_draft(BEN, a_case(3, 2), matter=CHANGE), a_draft(BEN, an_employment("k000"), matter=CHANGE, about="k000"))
    before = rows()
    hidden = PartRow.objects.filter(audience="person").first()
    assert hidden is not None and grants.problems() == []
    if harm == "a grant too many":
        Grant.objects.create(position=hidden.act_id, place=hidden.place, name="trust")
    elif harm == "a grant too few":
        Grant.objects.filter(position=hidden.act_id, place=hidden.place).delete()
    elif harm == "another's code":
        Party.objects.create(matter=CHANGE, name="person:someone", code="k000")
    else:
        Grant.objects.create(position=400, place=0, name="trust")
    assert len(grants.problems()) == 1
    grants.rebuild()
    assert rows() == before and grants.problems() == []


@only_sqlite
def test_a_grant_put_in_by_hand_opens_nothing(a_site: Site):
    """The bytes say for whom a part is: a row that says otherwise is damage, and not leave to read."""
    a_founded_trust()
    recorded(a_draft(BEN, a_case(3, 2), matter=CHANGE))
    for part in PartRow.objects.filter(act__matter=CHANGE):
        Grant.objects.get_or_create(position=part.act_id, place=part.place, name="trust")
    with pytest.raises(RecordDamaged, match="opened to whom it is not for"):
        readable_acts(CHANGE, UNISON)


@only_sqlite
def test_a_refused_batch_opens_nothing(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world)
    before = rows()
    with pytest.raises(Refused):
        steps.serve_union(world)
    assert rows() == before
