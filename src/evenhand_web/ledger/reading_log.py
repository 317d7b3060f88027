"""Who read sensitive facts about somebody else: what, when and why. A row is never changed; each day, once over, is closed by an act that holds its digest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from uuid import uuid4

from django.db.models import Exists, OuterRef, Q

from evenhand.calendars.london import london_day
from evenhand.calendars.words import day_in_words
from evenhand.canonical.encoding import encode
from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.audience import OF_THE_PERSON, Seat
from evenhand.procedure.fold import Dossier
from evenhand.procedure.refusing import refusal
from evenhand.procedure.trust.keeping import CloseReadingLog, next_reading_log_to_close
from evenhand_web.config import clock
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.grants import names_for
from evenhand_web.ledger.models import Grant, PartRow, Party, Reading
from evenhand_web.ledger.performing import Refused, perform

# A page that began to read before midnight has written its row by then.
QUIET_MINUTES = 10
MOST_DAYS_AT_ONCE = 366


class CannotClose(Exception):
    """The log of a past day could not be closed; the message says why."""


def note(seat: Seat, matter: str, shown: Iterable[tuple[int, str]], because: str) -> list[Reading]:
    """
    Note that the seat was shown these parts, each by its act's position and its name, of acts of one matter, and why.

    Only what is about another person, for an audience of hers (protected, person, scores, identity) and open to the seat is noted: a row for each person
    that was read about. Raises ValueError where no reason is given. To be called before the page is handed out: what is not noted is not shown.
    """
    if not because.strip():
        raise ValueError("Say why these facts are read: a reading without a reason cannot be noted.")
    wanted = set(shown)
    if not wanted:
        return []
    now, own = clock.now(), _own_names(seat, matter)
    read: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for position, name, audience, about in _sensitive(seat, matter, {position for position, _ in wanted}):
        if (position, name) in wanted and about not in own:
            read[about or ""].append((position, name, audience))
    rows = [
        Reading(
            read_at=now,
            read_on=london_day(now),
            person=seat.person,
            office=seat.office.value,
            union=seat.union,
            matter=matter,
            about=about or None,
            parts=sorted(parts),
            because=because.strip(),
        )
        for about, parts in sorted(read.items())
    ]
    return Reading.objects.bulk_create(rows)


def about_me(person: str) -> list[Reading]:
    """Every reading of facts about the person, in any matter where she is known, the latest first."""
    known = Q(about=person)
    for matter, code in Party.objects.filter(name=f"person:{person}", code__isnull=False).values_list("matter", "code"):
        known |= Q(matter=matter, about=code)
    return list(Reading.objects.filter(known).order_by("-id"))


def readings(first: date, last: date) -> list[Reading]:
    """Every reading from one London day to another, both included, the earliest first."""
    return list(Reading.objects.filter(read_on__gte=first, read_on__lte=last).order_by("id"))


def close_past_days(actor: Actor) -> list[date]:
    """
    Close the log of each day that is over and not closed yet, in one batch, as an act of this person; the answer is the days. Run again, it closes none.

    A day on which nobody read anything is closed too. Raises CannotClose with the reasons; whatever `perform` raises.
    """
    due = _days_to_close()[:MOST_DAYS_AT_ONCE]
    if not due:
        return []
    seat = Seat(actor.person, actor.office, actor.union)
    outcome = perform([Draft("trust", closing(day), actor) for day in due], command_id=f"close log {uuid4().hex}", seat=seat)
    if isinstance(outcome, Refused) and _days_to_close()[:1] == due[:1]:
        raise CannotClose(" ".join(refusal(outcome.judgement, seat)))
    return [] if isinstance(outcome, Refused) else due


def closing(day: date) -> CloseReadingLog:
    """What an act that closes this day says of it."""
    rows = readings(day, day)
    return CloseReadingLog(read_on=day, readings=len(rows), digest=_digest(rows))


def problems() -> list[str]:
    """Each closed day whose log is not what it was when it was closed, and readings of days on which there was no log to be closed."""
    trust = Dossier(folded({"trust"}).matters["trust"])
    days = {day: list(rows) for day, rows in groupby(Reading.objects.order_by("read_on", "id").iterator(), key=attrgetter("read_on"))}
    found = []
    for act in trust.ever(CloseReadingLog):
        rows = days.pop(act.body.read_on, [])
        if len(rows) != act.body.readings:
            found.append(f"The log of {day_in_words(act.body.read_on)} has {len(rows)} readings, and had {act.body.readings} when it was closed.")
        elif _digest(rows) != act.body.digest:
            found.append(f"The log of {day_in_words(act.body.read_on)} is not what it was when it was closed.")
    open_from = next_reading_log_to_close(trust)
    passed = [day for day in days if open_from is None or day < open_from]
    return found + [f"There are readings of {day_in_words(day)}, on which the trust kept no record." for day in sorted(passed)]


def today_and_quiet() -> date:
    """The London day that it is, or for a few minutes after midnight still yesterday: every day before this one can be closed."""
    return london_day(clock.now() - timedelta(minutes=QUIET_MINUTES))


def _days_to_close() -> list[date]:
    first = next_reading_log_to_close(Dossier(folded({"trust"}).matters["trust"]))
    last = today_and_quiet() - timedelta(days=1)
    return [] if first is None else [first + timedelta(days=after) for after in range((last - first).days + 1)]


def _own_names(seat: Seat, matter: str) -> set[str | None]:
    codes = Party.objects.filter(matter=matter, name=f"person:{seat.person}").values_list("code", flat=True)
    return {seat.person, *codes} - {None}


def _sensitive(seat: Seat, matter: str, positions: set[int]) -> Iterator[tuple[int, str, str, str | None]]:
    """The parts of these acts that are for audiences of one person and open to the seat."""
    opened = Grant.objects.filter(position=OuterRef("act_id"), place=OuterRef("place"), name__in=names_for(seat))
    parts = PartRow.objects.filter(Exists(opened), act__matter=matter, act__in=positions, audience__in=[audience.value for audience in OF_THE_PERSON])
    yield from parts.order_by("act_id", "place").values_list("act_id", "name", "audience", "about")


def _digest(rows: Iterable[Reading]) -> str:
    return sha256(encode([_value(row) for row in rows])).hexdigest()


def _value(row: Reading) -> list[object]:
    whose = [row.person, row.office, row.union]
    return [row.pk, row.read_at.isoformat(), row.read_on.isoformat(), whose, row.matter, row.about, row.parts, row.because]
