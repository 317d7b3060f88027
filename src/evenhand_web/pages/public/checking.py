"""Checking a receipt: whether this site's record still holds the entry that it was given for. What the entry says is never told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from evenhand.calendars.london import london_day
from evenhand.calendars.words import day_in_words
from evenhand.canonical.encoding import NotCanonical, decode
from evenhand.canonical.fields import NotUnderstood
from evenhand.canonical.heads import Receipt
from evenhand_web.ledger.keys import keys_named
from evenhand_web.ledger.models import ActRow, Head
from evenhand_web.ledger.reading import RecordDamaged
from evenhand_web.ledger.tree import TREE, HeadIsNotOfTheseActs

LARGEST_RECEIPT_BYTES = 100_000
_NO_MATCH = "No match. Ask the sender."
_NOT_A_RECEIPT = "This is not a receipt of Evenhand's, or it was changed. A receipt must be copied whole, to the letter."
_ONE_OF_TWO = "Choose the receipt's file, or paste what is in it: one of the two."
_TOO_LARGE = f"This is larger than {LARGEST_RECEIPT_BYTES // 1000} KB, and no receipt is. Check that it is the right file."
_FROM_A_COPY = "The receipt was signed over more than this record holds, which may have been put back from an older copy. Keep it, and tell the trust."


@dataclass(frozen=True)
class Standing:
    """Whether the receipt holds here, in one line, and what that means."""

    holds: bool
    says: str
    means: str


class ReceiptForm(forms.Form):
    """A receipt, as a file or as text."""

    file = forms.FileField(
        label="The receipt's file",
        required=False,
        allow_empty_file=True,
        help_text="It ends in .json. It came with a letter, or was given when something was recorded.",
    )
    text = forms.CharField(
        label="Or paste what is in the file",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        error_messages={"null_characters_not_allowed": "What you pasted holds characters that no receipt has. Choose the file instead."},
    )

    def clean(self) -> dict[str, object]:
        """One receipt, in bytes."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if not self.errors and bool(file) == bool(text):
            self.add_error("file", _ONE_OF_TWO)
        elif (file.size if file else len(text.encode("utf-8", "replace"))) > LARGEST_RECEIPT_BYTES:
            self.add_error("file" if file else "text", _TOO_LARGE)
        else:
            self.cleaned_data["receipt"] = file.read() if file else text.encode("utf-8", "replace")
        return self.cleaned_data


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Asks for a receipt, and says how it stands."""
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    standing = standing_of(form.cleaned_data["receipt"]) if form.is_bound and form.is_valid() else None
    return render(request, "public/check.html", {"form": form, "standing": standing})


def standing_of(content: bytes) -> Standing:
    """How the receipt in these bytes, which may be any at all, stands to this site's record."""
    try:
        receipt = Receipt.from_value(decode(content.strip(b"\xef\xbb\xbf \t\r\n"), at_most_bytes=LARGEST_RECEIPT_BYTES))
    except (NotCanonical, NotUnderstood):
        return Standing(
            False, _NO_MATCH, "This is not a receipt of Evenhand's, or it was changed. A receipt that is copied must be copied whole, to the letter."
        )
    try:
        return next((Standing(False, _NO_MATCH, means) for wrong, means in _ASKED if wrong(receipt)), None) or _holds(receipt)
    except (HeadIsNotOfTheseActs, RecordDamaged):
        return Standing(False, "This could not be checked.", "The record of this site does not agree with itself. Keep your receipt, and tell the trust.")


def _holds(receipt: Receipt) -> Standing:
    return Standing(
        True,
        f"This is the receipt for entry {receipt.number_in_matter} of {receipt.matter_code}. It has not been changed.",
        f"The record of this site holds the entry exactly as it stood when the receipt was signed, on {day_in_words(_signed_on(receipt))}.",
    )


def _signed_on(receipt: Receipt) -> date:
    return london_day(datetime.fromisoformat(receipt.signed_head.signed_at))


def _of_another_record(receipt: Receipt) -> bool:
    return receipt.signed_head.ledger_id != Head.objects.get().ledger_id


def _changed(receipt: Receipt) -> bool:
    return bool(receipt.problems())


def _signed_by_another(receipt: Receipt) -> bool:
    size = Head.objects.get().size
    return keys_named(size).at(receipt.signed_head.tree_size) != receipt.signed_head.public_key


def _beyond_the_record(receipt: Receipt) -> bool:
    return receipt.signed_head.tree_size > Head.objects.get().size


def _of_another_history(receipt: Receipt) -> bool:
    row = ActRow.objects.filter(position=receipt.position).first()
    told = (receipt.matter_code, receipt.number_in_matter, receipt.leaf_hash)
    if row is None or (row.matter, row.number, bytes(row.leaf).hex()) != told:
        return True
    return TREE.grown_to(Head.objects.get()).root(receipt.signed_head.tree_size).hex() != receipt.signed_head.root


_ASKED: tuple[tuple[Callable[[Receipt], bool], str], ...] = (
    (_changed, "The receipt does not agree with its own signature: it was changed, or somebody else made it."),
    (_of_another_record, "The receipt is of another record than this site's."),
    (_signed_by_another, "The receipt was not signed with this trust's key."),
    (
        _beyond_the_record,
        "The receipt was signed over more than this record holds: it may have been put back from an older copy. Keep your receipt, and tell the trust.",
    ),
    (_of_another_history, "The trust signed this receipt, and its record here says something else. Keep the receipt: it shows that the record was changed."),
)
