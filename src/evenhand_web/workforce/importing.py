"""Importing what was read: the mirror says what the reading says, and the record says that it does. For the command and for the page."""

from dataclasses import dataclass

from evenhand.procedure.acts import Actor
from evenhand.procedure.trust.keeping import RecordImport
from evenhand.workforce.reading import Reading
from evenhand_web.workforce import mirroring, recording


@dataclass(frozen=True)
class Imported:
    """What an import changed, and where it stands in the record; nowhere if the last one on record said the same, or there is no record yet."""

    done: mirroring.Mirrored
    position: int | None = None


class NotImported(Exception):
    """Nothing was imported, or it could not be recorded; `reasons` are sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def import_reading(reading: Reading, source: str, actor: Actor | None, command_id: str = "") -> Imported:
    """Take the reading of a source of that name into the mirror, and record it as this person's act. The same `command_id` records it once.

    Raises NotImported, and whatever of `ledger.command_faults` stands in the way of recording.
    """
    rows = mirroring.rows_of(reading.workforce)
    body = RecordImport(source=source, taken=reading.taken, left_out=len(reading.left_out), digest=mirroring.digest_of(rows))
    if not recording.trust_is_founded() or recording.last_recorded_digest() == body.digest:
        return Imported(mirroring.mirror(rows))
    if actor is None:
        raise NotImported(["The trust keeps a record, and an import is somebody's act. Say whose: add --by PERSON."])
    if reasons := recording.why_not(body, actor):
        raise NotImported(reasons)
    done = mirroring.mirror(rows)
    recorded = recording.record(body, actor, command_id)
    if recorded is None:
        raise NotImported(["The import was taken, but could not be recorded. Run it again."])
    return Imported(done, recorded.positions.start)
