"""What verify says of an honest bundle, for the whole and for each party."""

import json

import pytest

import evenhand
from evenhand.procedure.amending import Depart
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.trust.governing import IntroduceKey
from evenhand.record import versions
from evenhand.record.figures import Standing
from evenhand.record.keys import introduction
from evenhand.record.verify import compare
from evenhand.record.verify_command import as_json
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, PROOF, TOMAS, a_case, a_change, a_trust
from tests.record.forging import with_part
from tests.record.ledger import KEY, OTHER_KEY, Ledger
from tests.record.situations import AUDITOR, EMPLOYEE, OTHER_UNION, UNION, checked, in_consultation, notice_given, position_of, read


def test_a_whole_bundle_verifies_and_everything_in_it_follows():
    world, ledger = notice_given()
    found = checked(ledger.bundle(world), ledger.receipt(position_of(world, ReleaseSection188), world, 20))
    assert found.findings == ()
    assert (found.ok, found.anchored, found.whole, found.first_wrong) == (True, True, True, None)
    assert found.counts[Standing.DERIVED] == len(found.figures) > 200
    assert [one.standing for one in found.receipts] == ["holds"]


@pytest.mark.parametrize("seat", [UNION, OTHER_UNION, EMPLOYEE, AUDITOR, Seat("sam", Office.ASSESSOR), Seat("ben", Office.HEADTEACHER)])
def test_each_partys_bundle_verifies_and_says_that_it_is_not_whole(seat: Seat):
    world, ledger = notice_given()
    found = checked(ledger.bundle(world, seat), ledger.receipt(3, world))
    assert (found.ok, found.anchored, found.whole) == (True, True, False)
    assert found.counts[Standing.CONTRADICTED] == 0


def test_a_unions_bundle_derives_the_counts_that_it_was_told():
    world, ledger = notice_given()
    found = checked(ledger.bundle(world, UNION))
    of_the_release = {figure.name: figure.standing for figure in found.figures if figure.position == position_of(world, ReleaseSection188)}
    assert of_the_release["counts"] is Standing.DERIVED
    assert of_the_release["undertaking-in-force"] is Standing.DERIVED


def test_what_reads_withheld_letters_is_not_derivable_and_says_how_many():
    world, ledger = notice_given()
    found = checked(ledger.bundle(world, UNION))
    told = next(one for one in found.figures if one.position == position_of(world, CompleteConsultation) and one.name == "everyone-affected-told")
    assert told.standing is Standing.NOT_DERIVABLE
    assert told.withheld == 3  # the letters to three people
    assert told.as_json()["withheld"] == 3


def test_without_a_receipt_nothing_anchors_the_key():
    world, ledger = notice_given()
    found = checked(ledger.bundle(world))
    assert (found.ok, found.anchored) == (True, False)


def test_an_undisclosed_change_elsewhere_leaves_only_what_it_could_bear_on_undetermined():
    world = in_consultation()
    world.act(ASHA, a_case(1, 0), matter="CH-2")
    said = steps.union_speaks(world)
    found = checked(Ledger.of(world).bundle(world, UNION))
    of_it = {figure.name: figure for figure in found.figures if figure.position == said.position}
    assert found.ok and not found.whole
    assert (of_it["undertaking-in-force"].standing, of_it["undertaking-in-force"].withheld) == (Standing.NOT_DERIVABLE, 1)


def test_an_unknown_version_is_not_derivable_loudly():
    world, ledger = notice_given()
    position = position_of(world, ReleaseSection188)
    other = Ledger([with_part(act, "basis", version="9.9") if act.position == position else act for act in ledger.acts])
    found = checked(other.bundle(world))
    of_it = [figure for figure in found.figures if figure.position == position]
    assert {figure.standing for figure in of_it} == {Standing.NOT_DERIVABLE}
    assert "9.9" in of_it[0].says
    assert found.ok


def test_a_figure_that_a_newer_version_derives_otherwise_is_no_tampering(monkeypatch: pytest.MonkeyPatch):
    world, ledger = notice_given()
    position = position_of(world, ReleaseSection188)
    monkeypatch.setattr(versions, "SINCE", {evenhand.__version__: frozenset(), "0.0.9": frozenset({"minimum_days"})})
    older = [with_part(act, "basis", version="0.0.9") if act.position == position else act for act in ledger.acts]
    figures = {**world.recorded[position].act.figures, "minimum_days": 60}
    older[position] = with_part(older[position], "figures", figures=figures)
    found = checked(Ledger(older).bundle(world))
    standing = {figure.name: figure.standing for figure in found.figures if figure.position == position}
    assert standing["minimum_days"] is Standing.DERIVED_DIFFERENTLY
    assert found.ok
    older[position] = with_part(older[position], "figures", figures={**figures, "counts": []})
    assert checked(Ledger(older).bundle(world)).first_wrong == position


def test_this_version_knows_itself_and_never_differs_from_itself():
    assert versions.SINCE[evenhand.__version__] == frozenset()


def test_a_new_key_that_the_old_one_introduced_is_taken_up():
    world = in_consultation()
    ledger = Ledger.of(world)
    old = ledger.receipt(4, world)
    body = IntroduceKey(public_key=OTHER_KEY.public_key, signed_by_the_old_key=introduction(KEY, OTHER_KEY.public_key))
    world.act(CEO, body, matter="trust")
    ledger.keep_up_with(world)
    ledger.key = OTHER_KEY
    found = checked(ledger.bundle(world), old, ledger.receipt(5, world))
    assert found.findings == ()
    assert (found.anchored, [one.standing for one in found.receipts]) == (True, ["holds", "holds"])
    ledger.key = KEY
    assert "not the one in force" in checked(ledger.bundle(world), old).findings[0].says


def test_two_bundles_of_one_history_agree_whatever_each_shows():
    world, ledger = notice_given()
    assert compare(read(ledger.bundle(world, UNION)), read(ledger.bundle(world, EMPLOYEE, size=60))) == []


def test_everything_found_can_be_printed_as_json():
    world, ledger = notice_given()
    found = as_json(checked(ledger.bundle(world, UNION), ledger.receipt(9, world)))
    again = json.loads(json.dumps(found))
    assert again["receipts"][0]["standing"] == "holds"
    assert again["counts"]["contradicted"] == 0
    assert {"position", "matter", "number", "figure", "standing"} <= again["figures"][0].keys()


def test_a_gate_that_gave_way_to_a_duty_of_law_is_derived_again():
    world = a_trust(public_key=KEY.public_key)
    a_change(world, holders=25, to_stay=4)
    steps.review(world)
    steps.approve(world)
    promise = UndertakingGiven(union="UNISON", promise="nothing for now", steps=("change.section_188_served",), ends_when="we agree")
    world.act(CARYS, promise, matter="D-1", happened_on=world.today)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    served = Section188Served(union="UNISON", release=release.position, channel="by hand")
    act = world.act(ASHA, served, happened_on=world.today, evidence=PROOF)
    found = checked(Ledger.of(world).bundle(world))
    assert found.findings == ()
    assert next(one.standing for one in found.figures if (one.position, one.name) == (act.position, "undertaking-in-force")) is Standing.DERIVED


def test_a_departure_from_policy_is_derived_again():
    world = a_trust(public_key=KEY.public_key)
    people = a_change(world)
    steps.review(world)
    steps.approve(world)
    steps.serve_union(world)
    steps.warn(world, people)
    by = next(actor for actor in (BEN, TOMAS) if actor.office.value in world.pack.holders("depart_from_policy"))
    world.act(by, Depart(rule="volunteers-invited", instead="None were asked.", because="There is nobody to ask."))
    steps.answer(world, steps.union_speaks(world))
    steps.discuss(world)
    steps.complete(world)
    found = checked(Ledger.of(world).bundle(world))
    assert ("volunteers-invited", "departed from") in world.recorded[-1].act.answers
    assert found.findings == () and found.counts[Standing.NOT_DERIVABLE] == 0
