"""Making the mirror say what an import says: only what differs is written, in one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from django.db import transaction

from evenhand.canonical.encoding import decode, encode
from evenhand.workforce.workforce import Workforce, workforce_from, workforce_rows
from evenhand_web.workforce.models import MirrorRow

_AT_ONCE = 500
Name = tuple[str, str]


@dataclass(frozen=True)
class Mirrored:
    """How many rows an import added, changed and removed."""

    added: int
    changed: int
    removed: int


def rows_of(workforce: Workforce) -> dict[Name, MirrorRow]:
    """The rows that mirror a workforce, by table and key."""
    found = {}
    for table, key, value in workforce_rows(workforce):
        content = encode(value)
        found[table, key] = MirrorRow(table=table, key=key, value=content, digest=sha256(content).hexdigest())
    return found


def mirrored() -> Workforce:
    """The workforce as the last import had it; empty before the first."""
    return workforce_from((row.table, row.key, decode(bytes(row.value))) for row in MirrorRow.objects.all().iterator())


def digest_of(rows: dict[Name, MirrorRow]) -> str:
    """One digest over all rows: equal for equal workforces, whatever their files looked like."""
    return sha256(encode([[table, key, row.digest] for (table, key), row in sorted(rows.items())])).hexdigest()


@dataclass(frozen=True)
class Difference:
    """The names of the rows that an import would add, change and remove, and a digest of all that the mirror holds."""

    added: list[Name]
    changed: list[Name]
    removed: list[Name]
    held: str

    @property
    def is_nothing(self) -> bool:
        """Whether the mirror says the same already."""
        return not (self.added or self.changed or self.removed)


def difference(rows: dict[Name, MirrorRow]) -> Difference:
    """What it would take to make the mirror hold these rows and no others."""
    held = {(table, key): digest for table, key, digest in MirrorRow.objects.values_list("table", "key", "digest")}
    return Difference(
        added=[name for name in rows if name not in held],
        changed=[name for name in rows if name in held and held[name] != rows[name].digest],
        removed=[name for name in held if name not in rows],
        held=sha256(encode([[*name, digest] for name, digest in sorted(held.items())])).hexdigest(),
    )


@transaction.atomic(durable=True)
def mirror(rows: dict[Name, MirrorRow]) -> Mirrored:
    """Make the mirror hold these rows and no others."""
    differs = difference(rows)
    for table, keys in _by_table([*differs.changed, *differs.removed]):
        MirrorRow.objects.filter(table=table, key__in=keys).delete()
    MirrorRow.objects.bulk_create(rows[name] for name in [*differs.added, *differs.changed])
    return Mirrored(len(differs.added), len(differs.changed), len(differs.removed))


def _by_table(names: Iterable[Name]) -> Iterator[tuple[str, list[str]]]:
    for table, group in groupby(sorted(names), key=itemgetter(0)):
        keys = [key for _, key in group]
        yield from ((table, keys[start : start + _AT_ONCE]) for start in range(0, len(keys), _AT_ONCE))
