"""How the holder of a letter checks that it is on record: a short reference, a QR code and three sentences; in a preview a blank of the same size."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Letter, OnRecord

HEADING = "How to check this letter"
CODE_MILLIMETRES = 30
MOST_CHARACTERS_IN_AN_ADDRESS = 150  # more would neither fit beside the code nor be read from it by every camera
BLANK = "The code stands here once this step is on record."


@dataclass(frozen=True)
class Check:
    """The lines beside the code, the code's address, and how it is told to whoever cannot see it. No address: a preview."""

    lines: tuple[str, ...]
    address: str | None
    code_alt: str


def check_of(letter: Letter) -> Check:
    """What stands at the foot of the letter. Raises ValueError for an address that is too long for a code of that size."""
    if letter.on_record is None:
        return Check(
            (
                "This is a preview. It is not on record, and nobody has been sent it.",
                "Reference: given when the step is recorded.",
                "The finished letter says here how to check it, with the trust and without.",
            ),
            None,
            BLANK,
        )
    address = letter.on_record.check_at
    if len(address) > MOST_CHARACTERS_IN_AN_ADDRESS:
        raise ValueError(f"the address for checking has {len(address)} characters: at most {MOST_CHARACTERS_IN_AN_ADDRESS} can be read from paper")
    return Check(_lines(letter.on_record), address, f"QR code that opens {address}")


def _lines(on_record: OnRecord) -> tuple[str, ...]:
    receipt, head = on_record.receipt, on_record.receipt.signed_head
    signed_at = datetime.fromisoformat(head.signed_at)
    return (
        f"Reference: step {receipt.number_in_matter} of {receipt.matter_code}, place {receipt.position} in the record.",
        f"Fingerprint: {in_groups(receipt.leaf_hash)}",
        f"Signed on {day_in_words(signed_at.date())} at {signed_at:%H:%M} UTC, over {head.tree_size} entries, with the key {head.key_id}.",
        f"To check it, scan the code or go to {on_record.check_at}",
        "To check it without the trust: ask for the receipt of this step and a bundle of the record, and let evenhand verify compare them. "
        "The fingerprint must be this one. That shows that the step is on record unchanged. It does not show that what it says is true.",
    )


def in_groups(fingerprint: str) -> str:
    """A hash in groups of eight, to be compared by eye."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))


def code_as(kind: str, address: str, **options: Any) -> bytes:
    """The QR code of an address as 'svg' or 'png': the same bytes each time."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind=kind, border=2, **options)
    return drawn.getvalue()
