"""Signing heads, outside any transaction and one at a time. A head that is not in the outside log was never given to anybody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from evenhand.canonical.heads import SignedHead, sign_head
from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.trust.keeping import DeclareRestore
from evenhand.record.keys import Keys
from evenhand_web.config import clock
from evenhand_web.ledger.keys import keys_folder, keys_named, signing_key
from evenhand_web.ledger.models import Head, PartRow
from evenhand_web.ledger.outside_log import Entry, ErasedPart, OutsideLog
from evenhand_web.ledger.tree import TREE


class WillNotSign(Exception):
    """The database does not carry on from what was signed before; the message says what differs and what to do."""


def outside_log() -> OutsideLog:
    """The outside log of this installation."""
    return OutsideLog(keys_folder())


def require_carrying_on(head: Head, batch: Sequence[Draft[Any]]) -> None:
    """That the batch can be acknowledged once appended: the key is here, what was signed last is no longer than the ledger, no restore is kept quiet.

    Raises WillNotSign, KeyMissing.
    """
    if head.size:
        signing_key(keys_named(head.size), head.size)
    last = outside_log().last()
    if last and last.head:
        _require_same_ledger(head, last.head)
    if last and not any(isinstance(draft.body, DeclareRestore) for draft in batch):
        _require_declared(head, last)


def require_keys_of(batch: Sequence[Act[Any]], head: Head) -> None:
    """That a key which the batch names is here, and was introduced by the one before it. Raises WillNotSign, KeyMissing."""
    keys = Keys(list(keys_named(head.size).since))
    for act in batch:
        if problem := keys.note(act):
            raise WillNotSign(f"Heads cannot be signed after this: {problem}.")
    signing_key(keys, head.size + len(batch))


def signed_head() -> SignedHead:
    """Sign whatever is not signed yet, log it, and answer with the last head; it covers every act committed before the call.

    This runs after each commit, and when the site starts: what a crash left committed and unsigned is signed then. Raises WillNotSign.
    """
    log = outside_log()
    with log.locked():
        head, last = Head.objects.get(), log.last()
        if last:
            _require_declared(head, last)
        tree = TREE.grown_to(head)
        before = last.head if last else None
        if before:
            _require_same_ledger(head, before)
            if tree.root(before.tree_size).hex() != before.root:
                raise WillNotSign(f"The head signed over {before.tree_size} acts has another root than the database: an act was changed. Restore a backup.")
            if before.tree_size == head.size:
                return before
        if head.size == 0:
            raise WillNotSign("The ledger holds no act yet, so there is nothing to sign. Found the trust first.")
        key = signing_key(keys_named(head.size), head.size)
        new = sign_head(key, ledger_id=head.ledger_id, tree_size=head.size, root=tree.root(head.size), signed_at=utc_text(clock.now()))
        log.append(Entry(new, _erased_since(before.tree_size if before else 0, head.size)))
        return new


def utc_text(moment: datetime) -> str:
    """A UTC moment as heads write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _require_same_ledger(head: Head, before: SignedHead) -> None:
    if before.ledger_id != head.ledger_id:
        raise WillNotSign(f"The outside log in {keys_folder()} is of the ledger {before.ledger_id}, and the database of {head.ledger_id}. Name its own folder.")
    if before.tree_size > head.size:
        raise WillNotSign(
            f"A head was signed over {before.tree_size} acts, and the database holds {head.size}. It was put back from a copy: use evenhand restore."
        )


def _require_declared(head: Head, last: Entry) -> None:
    if last.restored_to == head.size:
        raise WillNotSign(f"The ledger was restored to {head.size} acts, and no act declares it yet. Run evenhand restore again: it goes on from there.")


def _erased_since(start: int, end: int) -> tuple[ErasedPart, ...]:
    """The parts erased by acts from one position up to another."""
    rows = PartRow.objects.filter(erased_by__gte=start, erased_by__lt=end).order_by("erased_by", "act_id", "place")
    found = rows.values_list("act_id", "place", "erased_on", "commitment")
    return tuple(ErasedPart(position, place, day, bytes(committed).hex()) for position, place, day, committed in found if day)
