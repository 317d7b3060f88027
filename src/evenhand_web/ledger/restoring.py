"""Restoring a backup in the open: what the outside log knows is done again, and an act declares what was lost."""

from collections.abc import Iterable
from pathlib import Path

from evenhand.canonical.heads import SignedHead
from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import Seat
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.keeping import DeclareRestore, LostHead
from evenhand_web.config import clock
from evenhand_web.config.starting import prepare_database
from evenhand_web.ledger import erasure, grants, hooks
from evenhand_web.ledger.backing_up import Note, note_in
from evenhand_web.ledger.copying import CannotCopy, copy_in, present_edge
from evenhand_web.ledger.folds import FOLDS, folded
from evenhand_web.ledger.models import Head, PartRow
from evenhand_web.ledger.outside_log import Entry
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, perform
from evenhand_web.ledger.reading import problems_of_the_record
from evenhand_web.ledger.signing import outside_log
from evenhand_web.ledger.tree import TREE


def restore(folder: Path, *, actor: Actor, because: str) -> Recorded | Refused | Conflict:
    """
    Put the backup where there is no ledger yet, erase again what was erased since, and declare the restore and every head that it lost.

    If it is cut short it can be run again. While it runs nobody else may use the database. Raises CannotCopy, with nothing changed, where the backup is
    not as it was made or the database holds anything else.
    """
    note = note_in(folder)
    _require_own_log(note)
    present = present_edge()
    if (present.size, present.root().hex()) != (note.tree_size, note.root):
        if present.size:
            raise CannotCopy(f"The database holds {present.size} acts, and a restore never writes over them. Move it away, and name an empty one.")
        copy_in(folder / note.file)
    prepare_database()
    FOLDS.forget()
    head = Head.objects.get()
    _require_as_noted(head, note)
    lost = _note_the_restore(head)
    _erase_again(head.size)
    hooks.restored.send(sender=Head)
    return _declared(head, lost, actor, because)


def _require_own_log(note: Note) -> None:
    last = outside_log().last()
    if last and last.head and last.head.ledger_id != note.ledger_id:
        raise CannotCopy(
            f"The outside log is of the ledger {last.head.ledger_id}, and the backup of {note.ledger_id}. Name the folder of keys that belongs to it."
        )


def _require_as_noted(head: Head, note: Note) -> None:
    problems = problems_of_the_record()
    if TREE.grown_to(head).root(head.size).hex() != note.root:
        problems.append("The acts do not make the root that the note says.")
    if problems:
        raise CannotCopy("The copy is damaged. " + " ".join(problems))


def _note_the_restore(head: Head) -> tuple[SignedHead, ...]:
    """Write into the outside log that signing goes on from here; the answer is the heads that the ledger no longer leads to."""
    log = outside_log()
    with log.locked():
        signed = _each_once(entry.head for entry in log.entries() if entry.head)
        kept = [one for one in signed if one.tree_size <= head.size and TREE.root(one.tree_size).hex() == one.root]
        log.append(Entry(max(kept, key=lambda one: one.tree_size, default=None), restored_to=head.size))
    return tuple(one for one in signed if one not in kept)


def _each_once(heads: Iterable[SignedHead]) -> list[SignedHead]:
    return list(dict.fromkeys(heads))


def _erase_again(size: int) -> None:
    """Erase what the log says was erased. The act that declares the restore comes next, at this size, and so stands as what erased it."""
    for part in (part for entry in outside_log().entries() for part in entry.erased):
        if PartRow.objects.filter(act_id=part.position, place=part.place, commitment=bytes.fromhex(part.commitment)).exists():
            erasure.erase_part(part.position, part.place, erased_on=part.erased_on, erased_by=size)
    erasure.scrub()
    FOLDS.forget()
    grants.rebuild()


def _declared(head: Head, lost: Iterable[SignedHead], actor: Actor, because: str) -> Recorded | Refused | Conflict:
    known = Dossier(folded({"trust"}).bearing)
    declared = {(one.tree_size, one.root) for before in known.every(DeclareRestore) for one in before.body.lost_heads}
    undeclared = tuple(LostHead(tree_size=one.tree_size, root=one.root) for one in lost if (one.tree_size, one.root) not in declared)
    today = clock.today()
    body = DeclareRestore(restored_to=head.size, restored_on=today, lost_heads=undeclared, because=because)
    seat = Seat(actor.person, actor.office, actor.union)
    return perform([Draft("trust", body, actor)], command_id=f"restore to {head.size}", seat=seat)
