"""Making the index rows again from the ledger."""

from collections.abc import Iterator

from django.db import transaction

from evenhand_web.ledger.appending import index_row, locked_head
from evenhand_web.ledger.models import IndexRow
from evenhand_web.ledger.reading import acts, positions

_AT_ONCE = 1000


@transaction.atomic(durable=True)
def rebuild_index() -> None:
    """Drop every index row and make it from the stored bytes again, while nobody writes."""
    size = locked_head().size
    IndexRow.objects.all().delete()
    for rows in _rows(size):
        IndexRow.objects.bulk_create(rows)


def _rows(size: int) -> Iterator[list[IndexRow]]:
    for start in range(0, size, _AT_ONCE):
        yield [index_row(act) for act in acts(positions(start, min(size, start + _AT_ONCE)))]
