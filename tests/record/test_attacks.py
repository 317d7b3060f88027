"""The record attacked: by whoever has the file, and by whoever has the key. What is found, with which receipt; what is not is in the documents."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.canonical.commitment import commitment
from evenhand.canonical.heads import Receipt
from evenhand.procedure.amending import Confirm
from evenhand.procedure.audience import Audience
from evenhand.procedure.change.consulting import UnionRepresentation
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served
from evenhand.procedure.change.pooling import PublishCriteria, SealCriteria
from evenhand.procedure.change.proposing import Affect, ApproveInPrinciple
from evenhand.procedure.change.selecting import Score, Select
from evenhand.procedure.parts import Part
from evenhand.procedure.trust.governing import Appoint, Found, IntroduceKey
from evenhand.procedure.trust.keeping import DeclareRestore, Erase, LostHead, Place
from evenhand.record.bundle import HeldAct, StoredAct, StoredPart
from evenhand.record.bundle_file import Bundle, encode_bundle, shown
from evenhand.record.keys import introduction
from evenhand.record.verify import Verification, compare, verify
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CHANGE, CORA, World, a_case, a_trust
from tests.record.flipping import is_found, unfound
from tests.record.forging import forged, moved, parts_in, resealed, signed_unread, with_part, withheld
from tests.record.ledger import KEY, OTHER_KEY, Ledger
from tests.record.situations import UNION, checked, in_consultation, notice_given, position_of, read


def bundled(ledger: Ledger, world: World, *receipts) -> Verification:
    return checked(ledger.bundle(world), *receipts)


def altered(world: World, ledger: Ledger, position: int, act: StoredAct) -> Ledger:
    return Ledger([act if one.position == position else one for one in ledger.acts])


# By whoever has the file.


def a_small_bundle() -> tuple[bytes, Receipt]:
    """Not more than 10 kB, with parts shown, withheld and erased, and an act that is opaque; and a receipt from before the erasure."""
    world = World()
    world.act(CEO, Found(trust="Marram", chief_executive="imani", public_key=KEY.public_key), matter="trust")
    world.act(CEO, Appoint(office=ASHA.office), matter="trust", about="asha")
    world.act(ASHA, a_case(1, 0))
    ledger = Ledger.of(world)
    receipt = ledger.receipt(1, world)
    world.act(ASHA, Erase(parts=(Place(position=1, part=4),), because="No evidence is kept."), matter="trust")
    ledger.keep_up_with(world)
    ledger.erase([(1, 4)], on=world.today)
    return ledger.bundle(world, UNION, matter="trust"), receipt


def test_every_byte_of_a_small_bundle_changed_in_turn_is_found():
    data, receipt = a_small_bundle()
    assert 5_000 < len(data) <= 10_000
    assert checked(data, receipt).ok
    assert unfound(data, receipt, range(len(data)), 0x01) == []


def test_another_bit_of_what_is_said_beside_the_acts_is_found_too():
    data, receipt = a_small_bundle()
    beside = range(data.index(b'"format"'), len(data))
    assert unfound(data, receipt, beside, 0x02) == []


def with_acts(bundle: Bundle, acts: list[HeldAct]) -> Bundle:
    return replace(bundle, acts=tuple(replace(act, position=position) for position, act in enumerate(acts)))


@pytest.mark.parametrize("kind", [Found, Affect, ReleaseSection188, Score])
def test_an_act_dropped_from_the_file_is_found(kind: type):
    world, ledger = notice_given()
    bundle, position = read(ledger.bundle(world)), position_of(world, kind)
    found = verify(with_acts(bundle, [act for act in bundle.acts if act.position != position]), [ledger.receipt(3, world, 10)])
    assert not found.ok and found.first_wrong is not None and found.first_wrong <= position + 1


def test_two_acts_swapped_in_the_file_are_found():
    world, ledger = notice_given()
    bundle = read(ledger.bundle(world))
    acts = list(bundle.acts)
    acts[20], acts[21] = acts[21], acts[20]
    found = verify(with_acts(bundle, acts), [ledger.receipt(40, world)])
    assert (found.ok, found.first_wrong) == (False, 20)
    assert found.receipts[0].standing == "fork"


def test_an_act_made_opaque_in_the_file_is_found():
    world, ledger = notice_given()
    bundle = read(ledger.bundle(world, UNION))
    acts = [HeldAct(act.position, act.leaf) if act.position == 20 else act for act in bundle.acts]
    found = verify(with_acts(bundle, acts))
    assert (found.ok, found.first_wrong) == (False, 21)
    assert any("other parts than its statement says" in one.says for one in found.findings)


def test_a_part_withheld_in_the_file_is_found():
    world, ledger = notice_given()
    bundle = read(ledger.bundle(world, UNION))
    position = position_of(world, ReleaseSection188)
    act = bundle.acts[position]
    parts = tuple(StoredPart(part.commitment) if place == 5 else part for place, part in enumerate(act.parts))
    found = verify(with_acts(bundle, [replace(one, parts=parts) if one is act else one for one in bundle.acts]))
    assert (found.ok, found.first_wrong) == (False, position)


def test_a_bundle_made_out_to_another_holder_is_found():
    world, ledger = notice_given()
    bundle = read(ledger.bundle(world, UNION))
    found = verify(replace(bundle, statement=replace(bundle.statement, holder=None)))
    assert any("is not signed by the key" in one.says for one in found.findings)


def test_a_policy_pack_changed_in_the_file_is_found():
    world, ledger = notice_given()
    data = ledger.bundle(world).replace(b'\\"review_due_on\\":\\"20', b'\\"review_due_on\\":\\"21', 1)
    assert is_found(data)
    assert data != ledger.bundle(world)


# By whoever has the key, and signs again.


def test_a_fact_changed_and_signed_again_is_a_fork_to_an_earlier_receipt():
    world, ledger = notice_given()
    position = position_of(world, Affect)
    changed = altered(world, ledger, position, with_part(ledger.acts[position], "body", fields={**_fields(ledger.acts[position]), "job": "TA3"}))
    found = bundled(changed, world, ledger.receipt(position, world, 30))
    assert (found.ok, found.receipts[0].standing, found.receipts[0].differs_between) == (False, "fork", (position, position + 1))


def _fields(act: StoredAct) -> dict:
    return dict(next(part for part in parts_in(act) if part.name == "body").value["fields"])


@pytest.mark.parametrize("size", [13, 40, 100])
def test_a_dropped_act_is_a_fork_to_whatever_receipt_covers_it(size: int):
    world, ledger = notice_given()
    dropped = Ledger(moved([act for act in ledger.acts if act.position != 12]))
    found = bundled(dropped, world, ledger.receipt(5, world, size))
    assert found.receipts[0].standing == "fork"
    assert found.first_wrong is not None and found.first_wrong <= 12
    assert any("where no." in one.says for one in found.findings)


def test_an_inserted_act_is_found_even_by_its_own_gates_though_the_key_signs_it():
    world = in_consultation()
    early = world.draft(BEN, SealCriteria(publication=5))
    ledger = Ledger([*Ledger.of(world).acts, forged(world, early)])
    found = bundled(ledger, world)
    assert not found.ok and found.first_wrong == len(ledger.acts) - 1
    assert any("criteria-reached-the-pool is contradicted: recorded 'satisfied'" in one.says for one in found.findings)


def test_an_inserted_act_that_admits_it_was_blocked_is_found_as_well():
    world = in_consultation()
    (judged,) = world.judged(world.draft(BEN, Select(pool="none", selected=True), about="k000")).judged
    assert judged.faults  # it makes no sense either, so it is sealed by hand
    ledger = Ledger([*Ledger.of(world).acts, forged(world, world.draft(BEN, Select(pool="none", selected=True), about="k000"))])
    admitted = [{"rule": "no-unlawful-reason", "answer": "not recorded", "breach": True, "exposure": "", "because": []}]
    last = with_part(ledger.acts[-1], "answers", answers=admitted)
    found = bundled(altered(world, ledger, last.position, last), world)
    assert any("the act was done although it records 'not recorded'" in one.says for one in found.findings)


def test_an_act_by_someone_without_the_office_is_found():
    world = in_consultation()
    usurper = replace(CEO, person="mallory")
    ledger = Ledger([*Ledger.of(world).acts, forged(world, world.draft(usurper, Appoint(office=CORA.office), matter="trust", about="mallory"))])
    found = bundled(ledger, world)
    assert any("does not hold the office" in one.says for one in found.findings)


def test_a_decision_backdated_to_an_earlier_day_is_found():
    world = in_consultation()
    draft = world.draft(BEN, ApproveInPrinciple(statement="Approved long ago."))
    ledger = Ledger([*Ledger.of(world).acts, forged(world, draft, happened_on=world.today - timedelta(days=30))])
    assert any("so its day is today" in one.says for one in bundled(ledger, world).findings)


def test_an_act_said_to_be_recorded_before_those_it_follows_is_found():
    world = in_consultation()
    draft = world.draft(BEN, ApproveInPrinciple(statement="Approved long ago."))
    earlier = world.now - timedelta(days=30)
    ledger = Ledger([*Ledger.of(world).acts, forged(world, draft, happened_on=earlier.date(), recorded_at=earlier)])
    assert any("before an act that stands before it" in one.says for one in bundled(ledger, world).findings)


def test_an_inserted_act_in_the_middle_is_a_fork():
    world, ledger = notice_given()
    inserted = Ledger(moved([*ledger.acts[:30], ledger.acts[29], *ledger.acts[30:]]))
    found = bundled(inserted, world, ledger.receipt(50, world))
    assert (found.receipts[0].standing, found.first_wrong) == ("fork", 30)
    assert any("where no." in one.says for one in found.findings)


def test_a_record_signed_again_by_another_key_is_found_by_a_receipt():
    world, ledger = notice_given()
    receipt = ledger.receipt(9, world)
    acts = [with_part(ledger.acts[0], "body", fields={**_fields(ledger.acts[0]), "public_key": OTHER_KEY.public_key}), *ledger.acts[1:]]
    found = bundled(Ledger(acts, OTHER_KEY), world, receipt)
    assert (found.anchored, found.receipts[0].standing) == (False, "fork")
    assert any("re-signed" in one.says for one in found.findings)


def test_a_key_that_the_old_one_never_signed_is_found_without_a_receipt():
    world = in_consultation()
    body = IntroduceKey(public_key=OTHER_KEY.public_key, signed_by_the_old_key=introduction(OTHER_KEY, OTHER_KEY.public_key))
    world.act(CEO, body, matter="trust")
    found = bundled(Ledger(Ledger.of(world).acts, OTHER_KEY), world)
    assert any("without the signature of the key before it" in one.says for one in found.findings)


def test_criteria_changed_after_they_were_sealed_are_found_by_replay_and_by_receipt():
    world, ledger = notice_given()
    position, sealed_at = position_of(world, PublishCriteria), position_of(world, SealCriteria)
    figures = world.recorded[position].act.figures
    kinder = {**figures, "criteria": [{**criterion, "weight": 9} for criterion in figures["criteria"]]}
    changed = altered(world, ledger, position, with_part(ledger.acts[position], "figures", figures=kinder))
    found = bundled(changed, world, ledger.receipt(sealed_at, world))
    assert (found.first_wrong, found.receipts[0].standing) == (position, "fork")
    assert any("criteria is contradicted" in one.says for one in found.findings)


def test_points_changed_after_the_selection_contradict_what_rested_on_them():
    world, ledger = notice_given()
    position = position_of(world, Score, "k000")
    fields = {**_fields(ledger.acts[position]), "points": 0}
    found = bundled(altered(world, ledger, position, with_part(ledger.acts[position], "body", fields=fields)), world)
    assert any("total is contradicted" in one.says for one in found.findings)


def test_a_file_swapped_for_another_is_found_on_both_sides():
    world, ledger = notice_given()
    position, salt = position_of(world, Section188Served), b"s" * 32
    named = commitment(salt, b"the signed receipt").hex()
    honest = altered(world, ledger, position, with_part(ledger.acts[position], "evidence", files=[["proof.pdf", named]]))
    receipt = honest.receipt(position, world)
    assert bundled(honest, world, receipt).ok
    assert commitment(salt, b"another file").hex() != named
    swapped = with_part(honest.acts[position], "evidence", files=[["proof.pdf", commitment(salt, b"another file").hex()]])
    found = bundled(altered(world, honest, position, swapped), world, receipt)
    assert (found.receipts[0].standing, found.receipts[0].differs_between) == ("fork", (position, position + 1))


def test_an_act_hidden_from_a_party_leaves_a_gap_in_its_matters_numbers():
    world, ledger = notice_given()
    position = position_of(world, UnionRepresentation)
    bundle = read(ledger.bundle(world, UNION))
    acts = tuple(HeldAct(act.position, act.leaf) if act.position == position else act for act in bundle.acts)
    statement = replace(bundle.statement, shown=shown(acts)).signed_by(KEY, bundle.head)
    found = verify(replace(bundle, acts=acts, statement=statement))
    assert any("an act was dropped, hidden, inserted or moved" in one.says for one in found.findings)


def test_a_part_hidden_from_a_party_who_may_see_it_is_found():
    world, ledger = notice_given()
    position = position_of(world, UnionRepresentation)
    bundle = read(ledger.bundle(world, UNION))
    act = withheld(StoredAct(position, bundle.acts[position].parts), 8 if len(bundle.acts[position].parts) < 10 else 10)
    acts = tuple(replace(one, parts=act.parts) if one.position == position else one for one in bundle.acts)
    statement = replace(bundle.statement, shown=shown(acts)).signed_by(KEY, bundle.head)
    found = verify(replace(bundle, acts=acts, statement=statement))
    assert any("withheld from a holder who may see it" in one.says for one in found.findings)


def test_a_tail_hidden_is_found_by_a_receipt_from_it():
    world, ledger = notice_given()
    found = checked(ledger.bundle(world, size=80), ledger.receipt(100, world))
    assert (found.ok, found.receipts[0].standing) == (False, "not covered by this bundle")


def test_an_act_that_a_receipt_covers_and_the_bundle_makes_opaque_is_found():
    world, ledger = notice_given()
    last = len(ledger.acts) - 1
    bundle = read(ledger.bundle(world, UNION))
    acts = (*bundle.acts[:-1], HeldAct(last, bundle.acts[last].leaf))
    numbers = {**bundle.statement.last_numbers, CHANGE: bundle.statement.last_numbers[CHANGE] - 1}
    statement = replace(bundle.statement, shown=shown(acts), last_numbers=numbers).signed_by(KEY, bundle.head)
    hidden = replace(bundle, acts=acts, statement=statement)
    assert verify(hidden).ok  # a tail that nobody holds a receipt for can be hidden: the documents say so
    found = verify(hidden, [ledger.receipt(last, world)])
    assert (found.receipts[0].standing, found.first_wrong) == ("fork", last)


# Two histories.


def two_histories() -> tuple[World, Ledger, World, Ledger]:
    told_union, told_others = in_consultation(), in_consultation()
    steps.invite(told_union, "selection")
    steps.union_speaks(told_others)
    return told_union, Ledger.of(told_union), told_others, Ledger.of(told_others)


def test_two_histories_shown_to_two_parties_fork_when_either_holds_the_others_receipt():
    one_world, one, other_world, other = two_histories()
    mine, theirs = one.receipt(len(one.acts) - 1, one_world), other.receipt(len(other.acts) - 1, other_world)
    assert checked(one.bundle(one_world), mine).ok
    assert checked(other.bundle(other_world), theirs).ok
    assert checked(one.bundle(one_world), theirs).receipts[0].standing == "fork"
    assert checked(other.bundle(other_world), mine).receipts[0].standing == "fork"


def test_two_bundles_of_two_histories_show_where_they_part():
    one_world, one, other_world, other = two_histories()
    (found,) = compare(read(one.bundle(one_world)), read(other.bundle(other_world)))
    assert found.position == len(one.acts) - 1


# A restore.


def restored(*, declare: bool, lost_head: bool = True, restored_to: int | None = None):
    """Two acts were lost after the backup: what is bundled now, and receipts for the last act kept and the last act lost."""
    before = in_consultation()
    kept = len(before.recorded)
    steps.union_speaks(before)
    steps.union_speaks(before)
    ledger = Ledger.of(before)
    receipts = [ledger.receipt(kept - 1, before, kept), ledger.receipt(kept + 1, before), ledger.receipt(kept - 1, before)]
    world, lost = in_consultation(), ledger.head()
    world.now = before.now
    if declare:
        heads = (LostHead(tree_size=lost.tree_size, root=lost.root),) if lost_head else ()
        day = world.today
        body = DeclareRestore(restored_to=kept if restored_to is None else restored_to, restored_on=day, lost_heads=heads, because="The disk failed.")
        world.act(CORA, body, matter="trust")
    else:
        steps.discuss(world)
    steps.union_speaks(world)
    return world, Ledger.of(world), receipts


def test_an_honest_restore_is_told_with_its_day():
    world, ledger, receipts = restored(declare=True)
    found = bundled(ledger, world, *receipts)
    day = world.today.isoformat()
    lost = f"lost in a restore that the trust declared on {day}"
    assert found.findings == ()
    assert [one.standing for one in found.receipts] == ["holds", lost, lost]
    assert [one.still_there for one in found.receipts] == [None, False, True]
    assert not found.ok


@pytest.mark.parametrize("evil", [{"declare": False}, {"declare": True, "lost_head": False}, {"declare": True, "restored_to": 999}])
def test_an_evil_restore_is_a_fork(evil: dict):
    world, ledger, receipts = restored(**evil)
    assert [one.standing for one in bundled(ledger, world, *receipts).receipts][1:] == ["fork", "fork"]


# Acts that are not what they should be.


def test_two_days_in_one_act_are_found():
    world, ledger = notice_given()
    position = position_of(world, ReleaseSection188)
    parts = parts_in(ledger.acts[position])
    two = [parts[3] if part.name == "evidence" else part for part in parts]
    for sealed_act in (resealed(ledger.acts[position], two), resealed(ledger.acts[position], [*parts, parts[3]])):
        found = bundled(altered(world, ledger, position, sealed_act), world)
        assert found.first_wrong == position


def test_a_running_number_used_twice_is_found():
    world, ledger = notice_given()
    position = position_of(world, UnionRepresentation)
    number = world.recorded[position].act.number
    found = bundled(altered(world, ledger, position, with_part(ledger.acts[position], "place", matter=CHANGE, number=number - 1)), world)
    assert found.first_wrong == position


def test_a_part_that_lies_about_its_audience_is_found():
    world, ledger = notice_given()
    position = position_of(world, Affect)
    parts = [replace(part, audience=Audience.PARTIES) if part.audience is Audience.PERSON else part for part in parts_in(ledger.acts[position])]
    found = bundled(altered(world, ledger, position, resealed(ledger.acts[position], parts)), world)
    assert any(one.position == position and "for parties" in one.says for one in found.findings)


def test_a_part_that_is_about_somebody_else_is_found():
    world, ledger = notice_given()
    position = position_of(world, Affect)
    parts = [replace(part, about="k001") if part.name == "body" else part for part in parts_in(ledger.acts[position])]
    found = bundled(altered(world, ledger, position, resealed(ledger.acts[position], parts)), world)
    assert any("about more than one person" in one.says for one in found.findings)


@pytest.mark.parametrize("fields", [{"statement": "x", "more": "y"}, {}, {"because": "x"}])
def test_a_field_that_is_not_declared_or_is_missing_is_found(fields: dict):
    world, ledger = notice_given()
    position = position_of(world, ApproveInPrinciple)
    found = verify(signed_unread(altered(world, ledger, position, with_part(ledger.acts[position], "body", fields=fields)), world))
    assert found.first_wrong == position


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("place", {"number": "3"}),
        ("kind", {"kind": "change.unheard_of"}),
        ("kind", {"version": 99}),
        ("actor", {"office": "emperor"}),
        ("day", {"recorded_at": "2026-11-02T09:00:00"}),
        ("day", {"happened_on": "yesterday"}),
        ("evidence", {"files": [["one"]]}),
        ("figures", {"figures": []}),
        ("basis", {"known_at": 3}),
        ("basis", {"pack": None}),
        ("basis", {"law": "00"}),
        ("basis", {"version": 7}),
        ("answers", {"answers": ["yes"]}),
        ("answers", {"answers": []}),
        ("answers", {"answers": [{"rule": "no-such-rule", "answer": "satisfied"}]}),
    ],
)
def test_an_envelope_that_says_what_cannot_be_is_found(part: str, values: dict):
    world, ledger = notice_given()
    position = position_of(world, ApproveInPrinciple)
    found = verify(signed_unread(altered(world, ledger, position, with_part(ledger.acts[position], part, **values)), world))
    assert found.first_wrong is not None and found.first_wrong <= position + 1


def test_a_part_with_a_field_of_its_own_is_found():
    world, ledger = notice_given()
    position = position_of(world, ApproveInPrinciple)
    parts: list = parts_in(ledger.acts[position])
    stowaway = Stowaway(parts[0].name, parts[0].audience, parts[0].about, parts[0].value)
    found = verify(signed_unread(altered(world, ledger, position, resealed(ledger.acts[position], [stowaway, *parts[1:]])), world))
    assert found.first_wrong == position


class Stowaway(Part):
    def content(self) -> bytes:
        return super().content().replace(b'{"about"', b'{"aa":1,"about"', 1)


# Erasure.


def test_a_part_marked_as_erased_that_no_act_erased_is_found():
    world, ledger = notice_given()
    quiet = Ledger(list(ledger.acts))
    quiet.erase([(30, 5)], on=world.today)
    found = bundled(quiet, world)
    assert any(one.position == 30 and "no act says so" in one.says for one in found.findings)


def test_a_part_said_to_be_erased_that_is_still_here_is_found():
    world = in_consultation()
    world.act(CORA, Erase(parts=(Place(position=20, part=4),), because="Its time has come."), matter="trust")
    found = bundled(Ledger.of(world), world)
    assert any(one.position == 20 and "is said to have been erased, and is here" in one.says for one in found.findings)


def test_a_confirmation_of_ones_own_report_is_found_though_the_key_signs_it():
    world = in_consultation()
    said = steps.union_speaks(world)
    report = world.act(ASHA, UnionRepresentation(union="UNISON", subject="other", point="Anything else?"), happened_on=world.today)
    ledger = Ledger([*Ledger.of(world).acts, forged(world, world.draft(ASHA, Confirm(positions=(report.position,))))])
    assert any("You reported act" in one.says for one in bundled(ledger, world).findings)
    assert said.actor is CARYS


def test_a_bundle_signed_by_its_own_founding_key_alone_is_not_anchored():
    """Whoever makes up a whole record with a key of his own is found by nobody without a receipt: the documents say so."""
    world = a_trust(public_key=OTHER_KEY.public_key)
    found = checked(Ledger(Ledger.of(world).acts, OTHER_KEY).bundle(world, matter="trust"))
    assert (found.ok, found.anchored) == (True, False)


def test_what_is_read_is_what_was_written():
    world, ledger = notice_given()
    data = ledger.bundle(world, UNION)
    assert encode_bundle(read(data)) == data
