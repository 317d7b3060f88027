"""Changing one byte of a bundle after another, in processes of their own: there are thousands, and each is verified whole."""

import os
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context

from evenhand.canonical.encoding import NotCanonical
from evenhand.canonical.fields import NotUnderstood
from evenhand.canonical.heads import Receipt
from evenhand.policy.faults import PackRefused
from evenhand.record.bundle import read_bundle
from evenhand.record.verify import verify


def unfound(data: bytes, receipt: Receipt, places: range, bit: int) -> list[int]:
    """The places at which a changed bit went unnoticed."""
    number = min(4, os.cpu_count() or 1)
    runs = [places[start::number] for start in range(number)]
    with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as workers:
        return sorted(place for found in workers.map(_unfound, repeat(data), repeat(receipt), runs, repeat(bit)) for place in found)


def _unfound(data: bytes, receipt: Receipt, places: range, bit: int) -> list[int]:
    return [place for place in places if not is_found(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :], receipt)]


def is_found(data: bytes, *receipts: Receipt) -> bool:
    """Whether the bytes are refused, or verify says that something is wrong with them."""
    try:
        return not verify(read_bundle(data), receipts).ok
    except (NotCanonical, NotUnderstood, PackRefused):
        return True
