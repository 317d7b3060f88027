"""Performing: gapless, once, and acknowledged only when signed and logged; the same on both databases."""

from evenhand.canonical.heads import SignedHead
from evenhand_web.ledger.models import ActRow, Head
from evenhand_web.ledger.signing import outside_log, signing_key
from tests.site.acting import a_founded_trust, a_vacancy, recorded
from tests.site.sites import Site


def test_a_batch_is_appended_with_gapless_positions_and_numbers(a_site: Site):
    a_founded_trust()
    batch = recorded(a_vacancy("V1"), a_vacancy("V2"))
    rows = list(ActRow.objects.order_by("position").values_list("position", "matter", "number"))
    assert rows == [(position, "trust", position + 1) for position in range(10)]
    assert [act.body.vacancy for act in batch.acts] == ["V1", "V2"]
    assert Head.objects.get().size == 10


def test_what_is_acknowledged_is_signed_and_stands_in_the_outside_log(a_site: Site):
    a_founded_trust()
    batch = recorded(a_vacancy("V1"))
    last = outside_log().last()
    assert last is not None and isinstance(last.head, SignedHead)
    assert last.head == batch.head and batch.head.tree_size == batch.positions.stop
    assert batch.head.is_good(signing_key().public_key)


def test_every_act_gets_a_receipt_that_holds(a_site: Site):
    founded = a_founded_trust()
    batch = recorded(a_vacancy("V1"), a_vacancy("V2"))
    receipts = [*founded.receipts, *batch.receipts]
    assert [(receipt.position, receipt.number_in_matter) for receipt in receipts] == [(0, 1), (8, 9), (9, 10)]
    assert not [problem for receipt in receipts for problem in receipt.problems()]
