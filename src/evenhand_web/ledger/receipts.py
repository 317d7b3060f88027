"""Receipts: what a person holds to show that an act is in the ledger, under a head that is in the outside log."""

from evenhand.canonical.heads import Receipt, SignedHead, issue_receipt
from evenhand_web.ledger.keys import key_of
from evenhand_web.ledger.models import ActRow, Head
from evenhand_web.ledger.signing import signed_head
from evenhand_web.ledger.tree import TREE


def receipts_for(positions: range) -> tuple[Receipt, ...]:
    """A receipt for each act, all under one head. Raises ValueError for a position that the ledger does not hold."""
    head = signed_head()
    rows = {row.position: row for row in ActRow.objects.filter(position__gte=positions.start, position__lt=positions.stop)}
    if missing := [position for position in positions if position not in rows or position >= head.tree_size]:
        raise ValueError(f"The ledger holds no act at {', '.join(map(str, missing))}.")
    TREE.grown_to(Head.objects.get())
    return tuple(_receipt(rows[position], head) for position in positions)


def _receipt(row: ActRow, head: SignedHead) -> Receipt:
    return issue_receipt(
        key_of(head.public_key),
        position=row.position,
        matter_code=row.matter,
        number_in_matter=row.number,
        leaf=bytes(row.leaf),
        proof=TREE.proof(row.position, head.tree_size),
        signed_head=head,
    )
