"""What each seat's bundle shows, and what it keeps: announced or not, concerned or not, about her or about another."""

import pytest

from evenhand.procedure.amending import Confirm, Correct
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.audience_of_a_matter import code_in, is_announced, is_concerned
from evenhand.procedure.change.informing import LetterServed, ReleaseSection188, WarnPerson
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.trust.keeping import Erase, Place
from evenhand.procedure.trust.people import EmployerTold
from evenhand.record.figures import Standing
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CARYS, CORA, PRIYA, PROOF, a_change, a_trust
from tests.record.forging import parts_in
from tests.record.ledger import KEY, Ledger
from tests.record.situations import AUDITOR, EMPLOYEE, OTHER_UNION, UNION, checked, in_consultation, position_of, read


def a_proposed_change(**trust):
    world = a_trust(public_key=KEY.public_key, **trust)
    a_change(world)
    return world


def seen(bundle, position: int) -> list[str]:
    return [part.name for part in parts_in(bundle.acts[position])]


def test_a_change_is_announced_once_information_goes_to_a_union_or_a_letter_to_anyone():
    world = a_proposed_change()
    assert not is_announced(world.dossier())
    steps.review(world)
    steps.approve(world)
    assert not is_announced(world.dossier())
    world.act(ASHA, ReleaseSection188(union="UNISON"))
    assert is_announced(world.dossier())
    assert is_announced(world.dossier("trust"))


def test_a_union_is_concerned_if_it_is_recognised_for_the_staff_in_the_change():
    world = a_proposed_change()
    assert is_concerned(UNION, world.dossier(), world.context().bearing)
    assert not is_concerned(OTHER_UNION, world.dossier(), world.context().bearing)
    assert not is_concerned(UNION, world.dossier("trust"), world.context().bearing)


def test_a_union_is_concerned_in_what_was_undertaken_to_it():
    world = a_proposed_change()
    promise = UndertakingGiven(union="UNISON", promise="nothing for now", steps=("change.select",), ends_when="we agree")
    world.act(CARYS, promise, matter="D-1", happened_on=world.today)
    assert is_concerned(UNION, world.dossier("D-1"), world.context().bearing)
    assert not is_concerned(OTHER_UNION, world.dossier("D-1"), world.context().bearing)


def test_an_employee_is_concerned_if_the_change_affects_her_and_a_manager_never_by_this():
    world = a_proposed_change()
    assert is_concerned(EMPLOYEE, world.dossier(), world.context().bearing)
    assert code_in(EMPLOYEE, world.dossier()) == "k000"
    assert not is_concerned(Seat("person-k999", Office.EMPLOYEE), world.dossier(), world.context().bearing)
    assert not is_concerned(Seat("ben", Office.HEADTEACHER), world.dossier(), world.context().bearing)


def test_an_employee_sees_her_own_pay_and_nobody_elses():
    world = in_consultation()
    bundle = read(Ledger.of(world).bundle(world, EMPLOYEE))
    own, anothers = (b"".join(part.content or b"" for part in bundle.acts[position_of(world, Affect, code)].parts) for code in ("k000", "k001"))
    assert b"weekly_pay" in own and b"person-k000" in own
    assert b"weekly_pay" not in anothers and b"person-k001" not in anothers


def test_an_employee_sees_the_letters_to_her_and_only_that_others_had_theirs():
    world = in_consultation()
    bundle = read(Ledger.of(world).bundle(world, EMPLOYEE))
    assert seen(bundle, position_of(world, LetterServed, "k000")).count("day") == 1
    assert seen(bundle, position_of(world, LetterServed, "k001")) == ["place", "kind", "basis", "answers"]
    assert seen(bundle, position_of(world, WarnPerson, "k001")) == ["place", "kind", "basis", "answers"]


def test_nobody_but_her_and_the_named_advisers_sees_even_the_kind_of_what_is_protected():
    world = in_consultation()
    world.report(CORA, EmployerTold(of="pregnancy"), matter="trust", about="person-k000", confirmed_by=None)
    ledger, position = Ledger.of(world), len(world.recorded) - 1
    for seat in (UNION, AUDITOR, Seat("person-k001", Office.EMPLOYEE)):
        data = ledger.bundle(world, seat)
        contents = b"".join(part.content or b"" for act in read(data).acts for part in act.parts)
        assert b"pregnancy" not in contents and b"trust.employer_told" not in contents
        assert checked(data).ok
    assert "kind" in seen(read(ledger.bundle(world, EMPLOYEE)), position)
    assert checked(ledger.bundle(world, EMPLOYEE)).ok
    assert "body" in seen(read(ledger.bundle(world, Seat("cora", Office.CONFIDENTIAL_HR))), position)


def test_of_another_change_a_bundle_shows_what_bears_and_of_the_rest_that_it_does_not():
    world = in_consultation()
    first = len(world.recorded)
    a_change_called(world, "CH-2")
    bundle = read(Ledger.of(world).bundle(world, None))
    kinds = {world.recorded[act.position].act.kind.name: len(seen(bundle, act.position)) for act in bundle.acts[first:]}
    assert kinds["change.review_unavoidable"] == 2
    assert kinds["change.propose"] > 10
    found = checked(Ledger.of(world).bundle(world, None))
    assert (found.ok, found.whole) == (True, True)


def a_change_called(world, matter: str) -> None:
    from tests.procedure.world import a_case, an_employment

    world.do(world.draft(ASHA, a_case(1, 0), matter=matter), world.draft(ASHA, an_employment("k700"), about="k700", matter=matter))
    world.act(BEN, steps.ReviewUnavoidable(statement="Looked at."), matter=matter)


def test_the_correction_of_a_letter_that_a_union_cannot_see_leaves_her_own_figures_derived():
    world = in_consultation()
    served = position_of(world, LetterServed, "k001")
    fields = world.recorded[served].act.body.model_dump(mode="json")
    correct = Correct(corrects=served, fields={**fields, "channel": "post"}, because="It went by post.")
    correction = world.act(ASHA, correct, happened_on=world.today, evidence=PROOF, about="k001")
    world.act(PRIYA, Confirm(positions=(correction.position,)))
    said = steps.union_speaks(world)
    found = checked(Ledger.of(world).bundle(world, UNION))
    assert found.findings == ()
    assert {figure.standing for figure in found.figures if figure.position == said.position} == {Standing.DERIVED}


@pytest.mark.parametrize("name", ["body", "actor", "day", "evidence", "figures"])
@pytest.mark.parametrize("seat", [None, UNION, EMPLOYEE])
def test_whatever_was_erased_the_rest_still_verifies(name: str, seat: Seat | None):
    world = in_consultation()
    ledger = Ledger.of(world)
    personal = [ledger.acts[judged.act.position] for judged in world.recorded if judged.act.about and judged.act.matter != "trust"]
    erased = [(act.position, place) for act in personal for place, part in enumerate(parts_in(act)) if part.name == name]
    world.act(CORA, Erase(parts=tuple(Place(position=position, part=place) for position, place in erased), because="Their time came."), matter="trust")
    ledger.keep_up_with(world)
    ledger.erase(erased, on=world.today)
    before = Ledger.of(world).receipt(20, world, 30)
    found = checked(ledger.bundle(world, seat), before)
    assert found.findings == ()
    assert [one.standing for one in found.receipts] == ["holds"]
    assert any(figure.erased for figure in found.figures) or seat is EMPLOYEE or name not in ("body", "day")


def test_an_erased_correction_leaves_what_it_may_have_corrected_undetermined():
    world = in_consultation()
    fields = world.recorded[position_of(world, ReleaseSection188) + 1].act.body.model_dump(mode="json")
    served = position_of(world, ReleaseSection188) + 1
    correction = world.act(ASHA, Correct(corrects=served, fields=fields, because="Checked."), happened_on=world.today, evidence=PROOF)
    body = next(place for place, part in enumerate(parts_in(Ledger.of(world).acts[correction.position])) if part.name == "body")
    world.act(CORA, Erase(parts=(Place(position=correction.position, part=body),), because="Its time came."), matter="trust")
    ledger = Ledger.of(world)
    ledger.erase([(correction.position, body)], on=world.today)
    steps.invite(world, "selection")
    ledger.keep_up_with(world)
    found = checked(ledger.bundle(world))
    assert found.findings == ()
    assert not any(figure.standing is Standing.CONTRADICTED for figure in found.figures)


def test_a_bundle_is_not_made_of_what_does_not_go_together():
    world = in_consultation()
    ledger = Ledger.of(world)
    with pytest.raises(ValueError, match="no act belongs to the matter CH-9: known are CH-1, trust"):
        ledger.bundle(world, matter="CH-9")
    ledger.erase([(3, 0)], on=world.today)
    with pytest.raises(ValueError, match="can never be erased"):
        ledger.bundle(world)
