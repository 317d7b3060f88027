"""Erasing: bytes and salts go with the act that says so; what shows that an act was done stays; what is still needed is not erased."""

from pathlib import Path
from typing import Any

import pytest

from evenhand.procedure.acts import Act, MissingFact
from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.trust.keeping import Erase, Place
from evenhand.procedure.trust.people import AnswerProtectedPeriod, EmployerTold
from evenhand_web.ledger import reading
from evenhand_web.ledger.erasure import CannotErase
from evenhand_web.ledger.files import FileGone, content_of, kept_file
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import FileRow, Head, IndexRow, PartRow
from evenhand_web.ledger.reading import problems_of_the_record
from evenhand_web.ledger.signing import outside_log
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, CARYS, CORA, a_change
from tests.site.acting import a_draft, a_founded_trust, an_import, attempt, recorded
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite


def place_of(act: Act[Any], name: str) -> Place:
    row = PartRow.objects.filter(act_id=act.position, name=name).order_by("place").last()
    assert row is not None
    return Place(position=act.position, part=row.place)


def erasing(*places: Place) -> Any:
    return a_draft(ASHA, Erase(parts=places, because="Its time under the retention rule is over."))


def test_an_erased_part_is_gone_and_everything_else_still_holds(a_site: Site):
    a_founded_trust()
    batch = recorded(an_import("V1"))
    receipt, place = batch.receipts[0], place_of(batch.acts[0], "body")
    erased = recorded(erasing(place))
    row = PartRow.objects.get(act_id=place.position, place=place.part)
    assert (row.content, row.salt, row.erased_on, row.erased_by) == (None, None, erased.acts[0].happened_on, erased.positions.start)
    assert problems_of_the_record() == [] and receipt.problems() == []
    assert recorded(an_import("V1"), command_id="another").receipts


def test_a_fold_kept_by_the_process_forgets_what_was_erased(a_site: Site):
    a_founded_trust()
    batch = recorded(an_import("V1"))
    assert folded({"trust"}).matters["trust"].acts[-1].body.source == "V1"
    erased = recorded(erasing(place_of(batch.acts[0], "body")))
    with pytest.raises(MissingFact) as gone:
        folded({"trust"}).matters["trust"].acts[8].body.source  # noqa: B018
    assert gone.value.erased_on == erased.acts[0].happened_on


def test_what_was_erased_is_named_in_the_outside_log_by_number_and_commitment(a_site: Site):
    a_founded_trust()
    batch = recorded(an_import("V1"))
    place = place_of(batch.acts[0], "body")
    recorded(erasing(place))
    last = outside_log().last()
    assert last is not None
    committed = PartRow.objects.get(act_id=place.position, place=place.part).commitment
    assert [(part.position, part.place, part.commitment) for part in last.erased] == [(place.position, place.part, bytes(committed).hex())]


def test_everything_that_cannot_be_erased_is_told_at_once_and_nothing_is_erased(a_site: Site):
    a_founded_trust()
    act = recorded(an_import("V1")).acts[0]
    gone = place_of(act, "figures")
    recorded(erasing(gone))
    wrong = [Place(position=act.position, part=0), Place(position=act.position, part=99), Place(position=400, part=0), gone]
    with pytest.raises(CannotErase) as refused:
        attempt(erasing(place_of(act, "body"), *wrong))
    assert len(refused.value.problems) == 4
    assert "is its place, and only body, evidence and figures can be erased" in refused.value.problems[0]
    assert [problem.endswith("is not in the ledger.") for problem in refused.value.problems] == [False, True, True, False]
    assert "was erased on" in refused.value.problems[3]
    assert PartRow.objects.get(act_id=act.position, name="body").content is not None
    assert Head.objects.get().size == 10


@pytest.mark.parametrize("name", ["place", "kind", "actor", "day", "basis", "answers"])
def test_what_shows_that_an_act_was_done_is_never_erased(a_site: Site, name: str):
    a_founded_trust()
    with pytest.raises(CannotErase):
        attempt(erasing(place_of(recorded(an_import("V1")).acts[0], name)))


@pytest.mark.parametrize("name", ["body", "evidence", "figures"])
def test_what_an_act_says_and_its_proof_can_be_erased(a_site: Site, name: str):
    a_founded_trust()
    place = place_of(recorded(an_import("V1")).acts[0], name)
    recorded(erasing(place))
    assert PartRow.objects.get(act_id=place.position, place=place.part).content is None


def test_nothing_is_erased_while_a_duty_that_arose_from_it_is_open(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=3, to_stay=2)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    said = world.act(CARYS, UnionRepresentation(union="UNISON", subject="avoiding dismissals", point="Keep them."), happened_on=world.today)
    with pytest.raises(CannotErase, match="is needed while this is owed"):
        attempt(erasing(place_of(said, "body")))
    steps.answer(world, said)
    assert not [owed for owed in world.duties() if owed.arose_from == said.position and owed.state != "discharged"]
    recorded(erasing(place_of(said, "body")))


def test_a_fact_about_a_person_is_kept_while_any_matter_owes_her_something(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=3, to_stay=2)
    told = world.report(CORA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    (owed,) = world.open_duties("answer-protected-period")
    with pytest.raises(CannotErase) as refused:
        attempt(erasing(place_of(told, "body")))
    assert owed.arose_from == told.position and owed.says in str(refused.value)
    body = AnswerProtectedPeriod(told=told.position, runs=False, because="She told us that she was mistaken.")
    world.act(CORA, body, matter="trust", about="person-k000")
    recorded(erasing(place_of(told, "body")))


def test_a_file_goes_with_the_last_evidence_that_names_it(a_site: Site):
    a_founded_trust()
    proof = kept_file("letter.pdf", b"the letter")
    assert content_of(proof) == b"the letter"
    first, second = (recorded(a_draft(ASHA, an_import(name).body, evidence=(proof,))).acts[0] for name in ("V1", "V2"))
    recorded(erasing(place_of(first, "evidence")))
    assert content_of(proof) == b"the letter"
    recorded(erasing(place_of(second, "evidence")))
    with pytest.raises(FileGone, match="was erased on"):
        content_of(proof)


def test_a_file_that_is_not_what_was_committed_to_is_not_handed_out(a_site: Site):
    proof = kept_file("letter.pdf", b"the letter")
    FileRow.objects.filter(commitment=proof.commitment).update(content=b"another letter")
    with pytest.raises(FileGone, match="not the file that was committed to"):
        content_of(proof)


@only_sqlite
def test_the_erased_bytes_are_nowhere_in_the_database_files(a_site: Site):
    a_founded_trust()
    act = recorded(an_import("a secret that must go")).acts[0]
    recorded(erasing(place_of(act, "body")))
    files = [path.read_bytes() for path in Path(a_site.named).parent.iterdir() if path.name.startswith(Path(a_site.named).name)]
    assert files and not [content for content in files if b"a secret that must go" in content]


def test_an_index_row_outlives_the_erasure_as_the_ledger_would_make_it_again(a_site: Site):
    from evenhand_web.ledger.indexing import rebuild_index

    a_founded_trust()
    recorded(erasing(place_of(recorded(an_import("V1")).acts[0], "body")))
    before = list(IndexRow.objects.order_by("position").values_list())
    rebuild_index()
    assert list(IndexRow.objects.order_by("position").values_list()) == before


def test_what_other_acts_are_read_through_is_never_erased(a_site: Site):
    a_founded_trust()
    appointed = reading.acts(reading.positions(1, 2))[0]
    row = PartRow.objects.get(act_id=appointed.position, name="body")
    outcome = pytest.raises(CannotErase, recorded, a_draft(ASHA, Erase(parts=(Place(position=appointed.position, part=row.place),), because="Asked to.")))
    assert "what other acts are read through" in str(outcome.value)
    assert PartRow.objects.get(pk=row.pk).content is not None
