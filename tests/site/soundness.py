"""What must hold of a ledger whenever anybody looks, asked of the tables and the outside log themselves."""

from collections import Counter

from evenhand.canonical.tree import roots_at
from evenhand_web.ledger.keys import keys_named
from evenhand_web.ledger.models import ActRow, Command, Head
from evenhand_web.ledger.signing import outside_log


def require_sound() -> None:
    """Gapless positions and numbers, every batch whole, and every logged head signed and leading to these acts."""
    rows = list(ActRow.objects.order_by("position").values_list("position", "matter", "number", "leaf", "command_id"))
    assert [position for position, *_ in rows] == list(range(Head.objects.get().size))
    seen: Counter[str] = Counter()
    for _, matter, number, *_ in rows:
        seen[matter] += 1
        assert number == seen[matter]
    for command in Command.objects.all():
        assert [row[0] for row in rows if row[4] == command.id] == list(range(command.position, command.position + command.acts))
    heads = [entry.head for entry in outside_log().entries() if entry.head]
    roots = roots_at((bytes(row[3]) for row in rows), (head.tree_size for head in heads))
    keys = keys_named(len(rows))
    assert all(roots[head.tree_size].hex() == head.root and head.is_good(keys.at(head.tree_size) or "") for head in heads)
    assert [head.tree_size for head in heads] == sorted({head.tree_size for head in heads})


def logged_size() -> int:
    last = outside_log().last()
    return last.head.tree_size if last and last.head else 0
