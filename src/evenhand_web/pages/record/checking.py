"""Verifying the record from the site: the bundle that this seat would take away, run through the same verifier that needs no site."""

from dataclasses import dataclass

from evenhand.canonical.encoding import NotCanonical, decode
from evenhand.canonical.fields import NotUnderstood
from evenhand.canonical.heads import Receipt
from evenhand.record.bundle import read_bundle
from evenhand.record.verify import verify
from evenhand.record.verify_command import in_words
from evenhand_web.ledger.exporting import bundle_of
from evenhand_web.pages.sight import MatterSight

LARGEST_RECEIPT_BYTES = 100_000


@dataclass(frozen=True)
class Answer:
    """What the verifier says, in words; `ok` is False where something is wrong or a receipt does not hold."""

    ok: bool
    says: tuple[str, ...]


class NotAReceipt(ValueError):
    """What was given is no receipt that holds by itself; the message says why."""


def receipt_in(content: bytes) -> Receipt:
    """The receipt in these bytes. Raises NotAReceipt."""
    try:
        found = Receipt.from_value(decode(content.strip(b"\xef\xbb\xbf \t\r\n"), at_most_bytes=LARGEST_RECEIPT_BYTES))
    except (NotCanonical, NotUnderstood) as fault:
        raise NotAReceipt("This is not a receipt of Evenhand's, or it was changed. A receipt must be copied whole, to the letter.") from fault
    if problems := found.problems():
        raise NotAReceipt(f"The receipt does not hold by itself: {'; '.join(problems)}.")
    return found


def checked(matter: MatterSight, receipts: list[Receipt]) -> Answer:
    """The answer for the matter's bundle for this seat, held against these receipts."""
    found = verify(read_bundle(bundle_of(matter.code, matter.seat)), receipts)
    return Answer(found.ok, tuple(in_words(found)))
