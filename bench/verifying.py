"""Verifying a bundle of a hundred thousand acts: the cost of an act beside that of one in a tenth as many, and beside hashing the bytes alone."""

import hashlib

from bench.a_large_change import to_the_second_meeting
from bench.measure import Measurement, fastest
from evenhand.record.bundle import read_bundle
from evenhand.record.verify import verify
from tests.record.ledger import KEY, Ledger

PEOPLE = (335, 3_350)


def measurements() -> list[Measurement]:
    """1.0 is linear; and how many times longer than SHA-256 over the file."""
    (small, few, _), (large, many, hashing) = (_verified(people) for people in PEOPLE)
    size = f"{few:,} and {many:,} acts, {1e6 * large / many:,.0f} us each"
    return [
        Measurement("verifying, per act: ten times as many", (large / many) / (small / few), "1.0 is linear", size),
        Measurement("verifying, to hashing the same bytes", large / hashing, "1.0 is SHA-256 alone", f"{many:,} acts"),
    ]


def _verified(people: int) -> tuple[float, int, float]:
    world, _ = to_the_second_meeting(people, public_key=KEY.public_key)
    ledger = Ledger.of(world)
    receipt = ledger.receipt(5, world, 10)
    content = ledger.bundle(world)

    def check() -> None:
        if not verify(read_bundle(content), [receipt]).ok:
            raise AssertionError("the bundle did not verify, so this measured something else")

    return fastest(check, times=1), len(world.recorded), fastest(lambda: hashlib.sha256(content).digest())
