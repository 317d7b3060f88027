"""Command ids: what is asked once is done once, whoever's network fails in between."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from evenhand.canonical.encoding import encode
from evenhand.procedure.acts import Draft
from evenhand.procedure.audience import Seat
from evenhand_web.ledger.models import Command

LONGEST_ID = 64


class NotThisCommand(ValueError):
    """The command cannot be taken as it stands; the message says why, and nothing of what another person asked."""


def command_for(batch: Sequence[Draft[Any]], command_id: str, seat: Seat) -> Command:
    """The command that this request is, not yet stored. Raises NotThisCommand for a request that nobody could have sent from a form."""
    problems = []
    if not 0 < len(command_id) <= LONGEST_ID:
        problems.append(f"A command id has 1 to {LONGEST_ID} characters; this one has {len(command_id)}.")
    if not batch:
        problems.append("There is nothing to record in this batch.")
    if any((draft.actor.person, draft.actor.office, draft.actor.union) != (seat.person, seat.office, seat.union) for draft in batch):
        problems.append(f"{seat.person} sends this batch, and an act in it is somebody else's.")
    if problems:
        raise NotThisCommand(" ".join(problems))
    actor = encode([seat.person, seat.office.value, seat.union]).decode()
    return Command(id=command_id, actor=actor, request=_digest(batch), acts=len(batch))


def asked_before(command: Command) -> range | None:
    """Where the acts of this command's first answer stand, if it was recorded. Raises NotThisCommand if the id was used for something else."""
    known = Command.objects.filter(id=command.id).first()
    if known is None:
        return None
    if (known.actor, known.request) != (command.actor, command.request):
        raise NotThisCommand("This command id was used for something else. Open the form again, check what it says now, and send it from there.")
    return range(known.position, known.position + known.acts)


def _digest(batch: Sequence[Draft[Any]]) -> str:
    return sha256(encode([_value(draft) for draft in batch])).hexdigest()


def _value(draft: Draft[Any]) -> dict[str, Any]:
    return {
        "matter": draft.matter,
        "kind": [draft.kind.name, draft.kind.version],
        "fields": draft.body.model_dump(mode="json"),
        "actor": [draft.actor.person, draft.actor.office.value, draft.actor.union, draft.actor.authority],
        "about": draft.about,
        "happened_on": draft.happened_on.isoformat() if draft.happened_on else None,
        "evidence": [[file.name, file.commitment] for file in draft.evidence],
        "elsewhere": draft.elsewhere,
    }
