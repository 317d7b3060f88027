"""Reports, disputes and corrections of which a holder sees a part; acts done elsewhere; and whatever else is rarely there."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.canonical.encoding import encode
from evenhand.canonical.fields import NotUnderstood
from evenhand.procedure.acts import Actor
from evenhand.procedure.amending import Confirm, Correct, Dispute
from evenhand.procedure.audience import Office
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, Section188Served
from evenhand.procedure.change.proposing import Affect, ApproveInPrinciple, ReviewUnavoidable
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.trust.governing import IntroduceKey
from evenhand.procedure.trust.keeping import Erase, Place
from evenhand.record import verify_command
from evenhand.record.bundle import write_bundle
from evenhand.record.figures import Standing
from evenhand.record.replay import dossiers
from evenhand.record.verify import compare, verify
from evenhand.record.verify_command import in_words
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CHANGE, CORA, PRIYA, PROOF, a_case, a_change, a_trust
from tests.record.forging import parts_in, resealed, signed_unread, with_part, withheld
from tests.record.ledger import KEY, OTHER_KEY, Ledger
from tests.record.situations import EMPLOYEE, UNION, checked, consultation_complete, in_consultation, notice_given, position_of, read

K000 = Actor("person-k000", Office.EMPLOYEE)


def standings(found, position: int) -> dict[str, Standing]:
    return {figure.name: figure.standing for figure in found.figures if figure.position == position}


# Who said it is withheld, and that she is an employee is not.


def test_the_parties_see_that_an_employee_confirmed_and_not_who():
    world = in_consultation()
    served = world.report(ASHA, LetterServed(letter=position_of(world, ReleaseSection188), channel="post"), about="k000", confirmed_by=None)
    word = world.act(K000, Confirm(positions=(served.position,)), about="k000")
    found = checked(Ledger.of(world).bundle(world, UNION))
    assert found.findings == ()
    (act,) = [act for act in dossiers(found.walk.forward, known_at=999, on=world.today)[CHANGE]["acts"] if act["position"] == word.position]
    assert act["actor"] is None


@pytest.mark.parametrize("seat", [None, UNION, EMPLOYEE])
def test_a_dispute_takes_its_place_in_every_bundle(seat):
    world = in_consultation()
    served = next(one.act for one in world.recorded if isinstance(one.act.body, Section188Served))
    world.act(CARYS, Dispute(position=served.position, because="It came a day later."))
    steps.invite(world, "selection")
    found = checked(Ledger.of(world).bundle(world, seat))
    assert (found.findings, found.ok) == ((), True)


def test_a_dispute_that_was_erased_leaves_reports_undetermined():
    world = in_consultation()
    served = next(one.act for one in world.recorded if isinstance(one.act.body, Section188Served))
    dispute = world.act(CARYS, Dispute(position=served.position, because="It came a day later."))
    ledger = Ledger.of(world)
    body = next(place for place, part in enumerate(parts_in(ledger.acts[dispute.position])) if part.name == "body")
    world.act(CORA, Erase(parts=(Place(position=dispute.position, part=body),), because="Its time came."), matter="trust")
    said = world.act(BEN, ApproveInPrinciple(statement="Approved again."))
    ledger.keep_up_with(world)
    ledger.erase([(dispute.position, body)], on=world.today)
    found = checked(ledger.bundle(world))
    assert found.findings == ()
    assert standings(found, said.position)["business-case-is-whole"] is Standing.DERIVED


def test_of_a_correction_that_she_sees_in_part_nothing_is_derived_and_nothing_denied():
    world = in_consultation()
    affected = position_of(world, Affect, "k001")
    fields = {**world.recorded[affected].act.body.model_dump(mode="json"), "weekly_pay": "413.00"}
    correct = Correct(corrects=affected, fields=fields, because="She was paid more.")
    correction = world.act(ASHA, correct, happened_on=world.today, evidence=PROOF, about="k001")
    world.act(PRIYA, Confirm(positions=(correction.position,)))
    steps.invite(world, "selection")
    ledger = Ledger.of(world)
    whole, hers = checked(ledger.bundle(world)), checked(ledger.bundle(world, UNION))
    assert (whole.findings, hers.findings) == ((), ())
    assert set(standings(hers, correction.position).values()) <= {Standing.NOT_DERIVABLE}
    corrected = next(act for act in dossiers(hers.walk.forward, known_at=999, on=world.today)[CHANGE]["acts"] if act["position"] == affected)
    assert corrected["corrected_by"] == correction.position and "weekly_pay" in corrected["absent"]


def test_a_withdrawal_verifies():
    world = in_consultation()
    said = steps.union_speaks(world)
    world.act(CARYS, Correct(corrects=said.position, because="Said twice."), happened_on=world.today)
    found = checked(Ledger.of(world).bundle(world, UNION), Ledger.of(world).receipt(said.position, world))
    assert found.findings == ()
    assert found.receipts[0].standing == f"holds, corrected by {said.position + 1}"


# Done elsewhere.


@pytest.mark.parametrize("seat", [None, UNION])
def test_what_was_done_elsewhere_and_confirmed_verifies(seat):
    world = a_trust(public_key=KEY.public_key)
    a_change(world)
    world.report(BEN, ReviewUnavoidable(statement="Reviewed on paper."), elsewhere=True)
    world.report(BEN, ApproveInPrinciple(statement="Approved on paper."), elsewhere=True)
    world.act(ASHA, ReleaseSection188(union="UNISON"))
    found = checked(Ledger.of(world).bundle(world, seat))
    assert (found.findings, found.ok) == ((), True)


def test_an_agreement_in_the_way_is_not_judged_where_duties_may_rest_on_what_is_hidden():
    world = a_trust(public_key=KEY.public_key)
    world.act(ASHA, a_case(1, 0), matter="CH-2")
    a_change(world, holders=25, to_stay=4)
    steps.review(world)
    steps.approve(world)
    promise = UndertakingGiven(union="UNISON", promise="nothing for now", steps=("change.section_188_served",), ends_when="we agree")
    world.act(CARYS, promise, matter="D-1", happened_on=world.today)
    release = world.act(ASHA, ReleaseSection188(union="UNISON"))
    served = world.report(ASHA, Section188Served(union="UNISON", release=release.position, channel="by hand"))
    found = checked(Ledger.of(world).bundle(world, UNION))
    assert found.findings == ()
    assert standings(found, served.position)["undertaking-in-force"] is Standing.NOT_DERIVABLE


# Forged in ways that are rare.


def test_an_act_said_to_have_been_judged_under_another_policy_is_found():
    world, ledger = consultation_complete()
    position = position_of(world, CompleteConsultation)
    fields = {**_fields(ledger, position_of(world, type(world.recorded[9].act.body))), "pack": "another-policy"}
    acts = list(ledger.acts)
    acts[9] = with_part(acts[9], "body", fields=fields)
    found = verify(signed_unread(Ledger(acts), world))
    assert found.first_wrong == 9 and position > 9
    assert any("does not name what it was judged by: pack" in one.says for one in found.findings)


def _fields(ledger: Ledger, position: int) -> dict:
    return dict(next(part for part in parts_in(ledger.acts[position]) if part.name == "body").value["fields"])


def test_a_founding_without_its_key_is_found():
    world = in_consultation()
    ledger = Ledger.of(world)
    body = next(place for place, part in enumerate(parts_in(ledger.acts[0])) if part.name == "body")
    world.act(CORA, Erase(parts=(Place(position=0, part=body),), because="Nobody needs it."), matter="trust")
    ledger.keep_up_with(world)
    ledger.erase([(0, body)], on=world.today)
    found = checked(ledger.bundle(world))
    assert any("by which key heads are signed, and that is not here" in one.says for one in found.findings)


def test_a_key_that_is_none_is_found():
    world = in_consultation()
    world.act(CEO, IntroduceKey(public_key="a new one", signed_by_the_old_key="signed"), matter="trust")
    found = checked(Ledger.of(world).bundle(world))
    assert any("introduces the key 'a new one' without the signature" in one.says for one in found.findings)


def test_an_act_whose_kind_is_hidden_from_those_who_see_its_matter_is_found():
    world, ledger = consultation_complete()
    position = position_of(world, Section188Served)
    acts = [withheld(act, 1) if act.position == position else act for act in ledger.acts]
    found = verify(signed_unread(Ledger(acts), world))
    assert found.first_wrong == position
    appointed = [withheld(act, 1) if act.position == 2 else act for act in ledger.acts]
    assert verify(signed_unread(Ledger(appointed), world)).first_wrong == 2


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("place", {"about": "k000"}, "says whom it is about"),
        ("body", {"value": {"fields": {}, "more": 1}}, "is no body"),
        ("body", {"value": {"fields": []}}, "is no body"),
    ],
)
def test_a_part_that_is_not_its_kinds_is_found(name: str, change: dict, says: str):
    world, ledger = consultation_complete()
    position = position_of(world, ApproveInPrinciple)
    parts = [replace(part, **change) if part.name == name else part for part in parts_in(ledger.acts[position])]
    acts = [resealed(act, parts) if act.position == position else act for act in ledger.acts]
    found = verify(signed_unread(Ledger(acts), world))
    assert found.first_wrong == position
    assert any(says in one.says for one in found.findings)


def test_an_act_about_a_person_that_names_nobody_is_found():
    world, ledger = consultation_complete()
    position = position_of(world, Affect, "k001")
    parts = [replace(part, about=None) for part in parts_in(ledger.acts[position])]
    acts = [resealed(act, parts) if act.position == position else act for act in ledger.acts]
    assert any("does not say whom it is about" in one.says for one in verify(signed_unread(Ledger(acts), world)).findings)


def test_a_bundle_without_the_pack_that_it_was_judged_under_derives_nothing_of_it_aloud():
    world, ledger = consultation_complete()
    head = ledger.head()
    found = checked(write_bundle(ledger.acts, seat=None, matter=CHANGE, head=head, key=KEY, packs={}, today=world.today))
    of_it = [figure for figure in found.figures if figure.position == position_of(world, CompleteConsultation)]
    assert {figure.standing for figure in of_it} == {Standing.NOT_DERIVABLE}
    assert "the policy pack" in of_it[0].says and found.ok
    assert any("is not in the bundle" in line for line in in_words(found))


def test_a_bundle_is_not_signed_over_acts_that_its_head_does_not_bind():
    world, ledger = consultation_complete()
    given = {"seat": None, "matter": CHANGE, "packs": {}, "today": world.today}
    with pytest.raises(ValueError, match="or not in order"):
        write_bundle(ledger.acts[:-1], head=ledger.head(), key=KEY, **given)
    with pytest.raises(ValueError, match="do not make the root"):
        write_bundle([*ledger.acts[:-1], replace(ledger.acts[3], position=len(ledger.acts) - 1)], head=ledger.head(), key=KEY, **given)
    with pytest.raises(ValueError, match="the bundle would be by"):
        write_bundle(ledger.acts, head=ledger.head(), key=OTHER_KEY, **given)


def test_a_proposal_that_was_erased_takes_its_pack_with_it():
    world = in_consultation()
    ledger = Ledger.of(world)
    bodies = [place for place, part in enumerate(parts_in(ledger.acts[9])) if part.name == "body"]
    world.act(CORA, Erase(parts=tuple(Place(position=9, part=place) for place in bodies), because="Its time came."), matter="trust")
    ledger.keep_up_with(world)
    ledger.erase([(9, place) for place in bodies], on=world.today)
    found = checked(ledger.bundle(world, UNION))
    assert (found.bundle.packs, found.findings) == ((), ())


# Receipts and bundles of something else.


def test_a_receipt_of_another_ledger_or_another_matter_is_a_fork():
    world, ledger = consultation_complete()
    receipt = ledger.receipt(12, world)
    elsewhere = replace(read(ledger.bundle(world)), head=replace(ledger.head(), ledger_id="another"))
    assert verify(elsewhere, [receipt]).receipts[0].says.startswith("the receipt is of the ledger marram")
    assert compare(elsewhere, read(ledger.bundle(world)))[0].says.startswith("one is of the ledger another")
    world_of_two = replace(world.recorded[12].act, number=99)
    told = type("Told", (), {"recorded": {12: type("One", (), {"act": world_of_two})}})
    misnumbered = ledger.receipt(12, told)
    assert checked(ledger.bundle(world), misnumbered).receipts[0].says.startswith("the receipt calls it no. 99")


def test_a_receipt_that_does_not_hold_by_itself_proves_nothing():
    world, ledger = consultation_complete()
    with pytest.raises(NotUnderstood, match="the receipt was changed"):
        verify(read(ledger.bundle(world)), [replace(ledger.receipt(12, world), number_in_matter=77)])


# In words.


def test_many_problems_are_told_in_part_and_a_lost_entry_that_survived_is_said_to_be_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    world, ledger = notice_given()
    bundle = read(ledger.bundle(world))
    broken = replace(bundle, acts=tuple(replace(act, leaf=bytes(32)) for act in bundle.acts))
    told = list(in_words(verify(broken)))
    assert told[0] == "Something is wrong. The first entry that is wrong is 0."
    assert any(line.startswith("- and ") and line.endswith("more; --json lists them all.") for line in told)
    (tmp_path / "receipt").write_text("{}")
    (tmp_path / "bundle").write_bytes(ledger.bundle(world))
    arguments = argparse.Namespace(bundle=tmp_path / "bundle", receipt=[tmp_path / "receipt"], json=False)
    assert verify_command.run(arguments) == 2
    assert "the receipt has no position" in capsys.readouterr().err
    (tmp_path / "receipt").write_bytes(encode(ledger.receipt(3, world).as_value()) + b"\n")
    assert verify_command.run(arguments) == 0
    assert "This bundle does not hold everything" not in capsys.readouterr().out
    arguments.bundle = tmp_path / "none"
    assert verify_command.run(arguments) == 2
