"""`evenhand verify`: whether a bundle of the record is whole, unaltered and rightly reckoned, as far as the receipts reach."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from evenhand.calendars.london import london_day
from evenhand.calendars.words import day_in_words
from evenhand.canonical.heads import Receipt
from evenhand.record.figures import Standing
from evenhand.record.input import Unreadable, bundle_and_receipts
from evenhand.record.receipts import Held
from evenhand.record.verify import Verification, verify

_TOLD_AT_MOST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds BUNDLE, --receipt and --json."""
    parser.add_argument("bundle", metavar="BUNDLE", type=Path, help="the bundle's file")
    parser.add_argument("--receipt", metavar="FILE", type=Path, action="append", default=[], help="a receipt that you hold; may be given more than once")
    parser.add_argument("--json", action="store_true", help="print everything that was found as one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Runs the command. The exit status: 0 all is well, 1 something is wrong or a receipt does not hold, 2 a file cannot be read as what it should be."""
    try:
        bundle, receipts = bundle_and_receipts(arguments.bundle, arguments.receipt)
    except Unreadable as fault:
        print(*fault.problems, sep="\n", file=sys.stderr)
        return 2
    found = verify(bundle, receipts)
    if arguments.json:
        print(json.dumps(as_json(found), ensure_ascii=False))
        if not found.ok:
            print(*_what_is_wrong(found), sep="\n", file=sys.stderr)
    else:
        print(*in_words(found), sep="\n")
    return 0 if found.ok else 1


def as_json(found: Verification) -> dict[str, Any]:
    """Everything that was found, as the command prints it."""
    return {
        "ok": found.ok,
        "anchored": found.anchored,
        "whole": found.whole,
        "entries": len(found.bundle.acts),
        "first_wrong": found.first_wrong,
        "problems": [{"position": one.position, "says": one.says} for one in found.findings],
        "receipts": [one.as_json() for one in found.receipts],
        "counts": {standing.value: number for standing, number in found.counts.items()},
        "figures": [figure.as_json() for figure in found.figures],
        "head": found.bundle.head.as_value(),
        "statement": found.bundle.statement.as_value(),
    }


def in_words(found: Verification) -> Iterator[str]:
    """The same for a person to read."""
    if found.ok:
        yield _all_is_well(found)
    else:
        yield from _what_is_wrong(found)
    yield from (_receipt_in_words(one) for one in found.receipts)
    yield from _figures_in_words(found)
    if not found.whole:
        yield "This bundle does not hold everything: parts of the matter, or of what it rests on, are withheld from its holder."
    yield "What this does not prove: that what was written is true."


def _all_is_well(found: Verification) -> str:
    entries = _so_many(len(found.bundle.acts), "entry", "entries")
    if not found.receipts:
        return (
            f"{entries} agree with each other and with the signature. No receipt was given, so nothing shows that the trust told others the same"
            f" history, or that the key {found.bundle.head.key_id} is the trust's."
        )
    days = [_day(one.receipt) for one in found.receipts]
    return f"All {entries} check out against the receipt{'s' if len(days) > 1 else ''} of {' and of '.join(dict.fromkeys(days))}."


def _what_is_wrong(found: Verification) -> Iterator[str]:
    if found.first_wrong is None:
        yield "Something is wrong, and it cannot be laid at one entry."
    else:
        place = found.walk.places.get(found.first_wrong)
        yield f"Something is wrong. The first entry that is wrong is {found.first_wrong}{f' (no. {place[1]} of {place[0]})' if place else ''}."
    for one in found.findings[:_TOLD_AT_MOST]:
        yield f"- {'The bundle' if one.position is None else f'Entry {one.position}'}: {one.says}."
    if len(found.findings) > _TOLD_AT_MOST:
        yield f"- and {len(found.findings) - _TOLD_AT_MOST} more; --json lists them all."


def _receipt_in_words(one: Held) -> str:
    what = f"The receipt of {_day(one.receipt)} for no. {one.receipt.number_in_matter} of {one.receipt.matter_code} (entry {one.receipt.position})"
    if one.lost_on:
        kept = "Its entry is still there." if one.still_there else "Its entry is gone."
        return f"{what} was lost in a restore that the trust declared on {day_in_words(one.lost_on)}. {kept}"
    if one.corrected_by is not None:
        return f"{what} holds, and its entry was corrected by entry {one.corrected_by}."
    return f"{what} holds." if one.holds else f"{what}: {one.standing}. {one.says[:1].upper()}{one.says[1:]}."


def _figures_in_words(found: Verification) -> Iterator[str]:
    counts, number = found.counts, len(found.figures)
    if not number:
        return
    yield f"{_so_many(number, 'figure or answer', 'figures and answers')} were recorded; {counts[Standing.DERIVED]:,} follow from the entries before them."
    if counts[Standing.DERIVED_DIFFERENTLY]:
        yield f"{counts[Standing.DERIVED_DIFFERENTLY]:,} would come out otherwise today, because Evenhand has since been changed there; that is no tampering."
    if counts[Standing.NOT_DERIVABLE]:
        gone = "what they rest on is withheld from this holder, was erased, or is not known to this version"
        yield f"{counts[Standing.NOT_DERIVABLE]:,} could not be derived: {gone}."
    for says in dict.fromkeys(figure.says for figure in found.figures if figure.standing is Standing.NOT_DERIVABLE and figure.says):
        yield f"- of some of them: {says}."


def _so_many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _day(receipt: Receipt) -> str:
    return day_in_words(london_day(datetime.fromisoformat(receipt.signed_head.signed_at)))
