"""Erasing: an act that names part numbers, and the deletion, in the same transaction, of their bytes, their salts and what was made from them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from evenhand.calendars.london import london_day
from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.audience_of_a_matter import code_in
from evenhand.procedure.duties import Duty, State, duties
from evenhand.procedure.fold import Dossier
from evenhand.procedure.judge import Judgement, matter_kind
from evenhand.procedure.parts import part_from
from evenhand.procedure.trust.keeping import NEVER_ERASED, Erase, Place
from evenhand_web.ledger import grants, reading
from evenhand_web.ledger.appending import index_row
from evenhand_web.ledger.folds import FOLDS
from evenhand_web.ledger.models import ActRow, FileRow, Head, IndexRow, PartRow

ERASABLE = frozenset({"body", "evidence", "figures"})


class CannotErase(ValueError):
    """Something that was to be erased is still needed, or can never be erased. `problems` names each part and why."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


def require_erasable(judgement: Judgement, now: datetime) -> None:
    """That everything which the batch would erase may go. Raises CannotErase with every problem. Call it under the locked head."""
    problems = [problem for place in _named(judgement) for problem in _why_not(place, now)]
    if problems:
        raise CannotErase(problems)


def erase_what_it_names(judgement: Judgement) -> None:
    """Delete the bytes and salts that acts of the batch name, and what was made from them. In the transaction that appended the batch."""
    for one in judgement.judged:
        if isinstance(one.act.body, Erase):
            for place in one.act.body.parts:
                erase_part(place.position, place.part, erased_on=one.act.happened_on, erased_by=one.act.position)


def erase_part(position: int, place: int, *, erased_on: date, erased_by: int) -> None:
    """Delete one part's bytes and salt, and the files, grants and index row made from it; nothing where it was erased before."""
    row = PartRow.objects.filter(act_id=position, place=place, content__isnull=False)
    part = row.first()
    if part is None:
        return
    row.update(content=None, salt=None, erased_on=erased_on, erased_by=erased_by)
    if part.name == "evidence":
        files = _files_of(bytes(part.content or b"")) - _files_still_named()
        FileRow.objects.filter(commitment__in=files, content__isnull=False).update(content=None, salt=None, erased_on=erased_on)
    grants.forget(position, place)
    IndexRow.objects.filter(position=position).delete()
    IndexRow.objects.bulk_create(index_row(act) for act in reading.acts(reading.positions(position, position + 1)))


def scrub_if_erased(batch: Sequence[Draft[Any]]) -> None:
    """After the commit, have the database let go of the deleted bytes on disk too."""
    if any(isinstance(draft.body, Erase) for draft in batch):
        scrub()


def scrub() -> None:
    """SQLite overwrites what is deleted, and its journal is emptied here; PostgreSQL gives the space of dead rows up for use."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ledger_partrow, ledger_filerow")


def _named(judgement: Judgement) -> list[Place]:
    return [place for one in judgement.judged if isinstance(one.act.body, Erase) for place in one.act.body.parts]


def _why_not(place: Place, now: datetime) -> Iterator[str]:
    what = f"Part {place.part} of act {place.position}"
    part = PartRow.objects.filter(act_id=place.position, place=place.part).first()
    if part is None:
        yield f"{what} is not in the ledger."
    elif part.name not in ERASABLE:
        yield f"{what} is its {part.name}, and only body, evidence and figures can be erased: the rest shows that the act was done, by whom and on what."
    elif part.content is None:
        yield f"{what} was erased on {part.erased_on}."
    else:
        act = reading.acts(reading.positions(place.position, place.position + 1))[0]
        if part.name == "body" and act.kind.name in NEVER_ERASED:
            yield f"{what} is what other acts are read through. Erase what the act speaks of, or withdraw the act; its evidence can be erased."
        for owed in _open_duties(act, now):
            yield f"{what} is needed while this is owed: {owed.says} Erase it once that is done."


def _open_duties(act: Act[Any], now: datetime) -> Iterator[Duty]:
    """The duties not discharged that arose from the act or are about its person: in its own matter, or, if other matters read it, in any."""
    today = london_day(now)
    matters = set(ActRow.objects.values_list("matter", flat=True).distinct()) if act.kind.bears else {act.matter}
    folded = FOLDS.extended(matters, Head.objects.get())
    for matter in sorted(matters):
        dossier = Dossier(folded.matters[matter], on=today)
        person = {act.about, code_in(Seat(act.about, Office.EMPLOYEE), dossier)} - {None} if act.about else set()
        for owed in duties(dossier, folded.context(matter, today, now), matter_kind(dossier)):
            if owed.state is not State.DISCHARGED and (owed.arose_from == act.position or owed.about in person):
                yield owed


def _files_of(content: bytes) -> set[str]:
    return {commitment for _, commitment in part_from(content).value["files"]}


def _files_still_named() -> set[str]:
    rows = PartRow.objects.filter(name="evidence", content__isnull=False).values_list("content", flat=True)
    return {commitment for content in rows.iterator() for commitment in _files_of(bytes(content or b""))}
