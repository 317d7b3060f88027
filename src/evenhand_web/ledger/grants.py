"""Audience grants as rows: each part is joined to the names of those to whom it is open, in the transaction of the act that opens it.

The names. An audience's own value ('person', 'hr', ...): the offices that belong to it whatever the matter, so that one row does for them all.
'parties of M': the unions and people whom the matter M concerns. 'assessors of M': those who score in it. 'X in M': the person whom M knows as X.
These three stand only once M is announced; until then no row leads anyone but management and the auditor to a part. Who goes by which name today is
read from the seat and from the parties: no grant names a person.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from evenhand.procedure.acts import Draft
from evenhand.procedure.amending import Correct
from evenhand.procedure.audience import OF_THE_PERSON, THE_OTHER_SIDE, Audience, Office, Seat, may_see
from evenhand.procedure.audience_of_a_matter import is_announced, may_know_of, people_in, unions_in
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.procedure.context import Folded
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.judge import Judged
from evenhand.procedure.parts import Part, part_from
from evenhand.procedure.trust.governing import RecogniseUnion
from evenhand.procedure.trust.keeping import Erase
from evenhand_web.ledger.appending import locked_head
from evenhand_web.ledger.folds import FOLDS, folded
from evenhand_web.ledger.models import ActRow, Grant, IndexRow, Party
from evenhand_web.ledger.reading import EVERYTHING, acts, stored_acts

TRUST = "trust"
_CONCERNS = (Propose, Affect, ReleaseSection188, UndertakingGiven, Correct)  # what can change whom a matter concerns, beside its announcement
_SCORED = (Audience.IDENTITY, Audience.SCORES)  # what an assessor sees of a change, beside what is for everybody
_PERSONAL = sorted(audience.value for audience in OF_THE_PERSON)

_STANDING = """
INSERT INTO ledger_grant (position, place, name)
SELECT p.position, p.place, p.audience FROM ledger_partrow p WHERE p.position >= %s AND p.position < %s AND p.content IS NOT NULL
ON CONFLICT DO NOTHING"""
_TO_ALL_OF_A_NAME = """
INSERT INTO ledger_grant (position, place, name)
SELECT p.position, p.place, %s FROM ledger_partrow p JOIN ledger_actrow a ON a.position = p.position
WHERE a.matter = %s AND a.position >= %s AND a.position < %s AND p.audience = %s AND p.content IS NOT NULL
ON CONFLICT DO NOTHING"""
_TO_HERSELF = f"""
INSERT INTO ledger_grant (position, place, name)
SELECT p.position, p.place, p.about || %s FROM ledger_partrow p JOIN ledger_actrow a ON a.position = p.position
WHERE a.matter = %s AND a.position >= %s AND a.position < %s AND p.audience IN ({", ".join(["%s"] * len(_PERSONAL))})
  AND p.about IS NOT NULL AND p.content IS NOT NULL
ON CONFLICT DO NOTHING"""


def parties_of(matter: str) -> str:
    """The name of the unions and people whom the matter concerns."""
    return f"parties of {matter}"


def assessors_of(matter: str) -> str:
    """The name of those who score in the matter."""
    return f"assessors of {matter}"


def person_in(matter: str, about: str) -> str:
    """The name of whoever is known so in the matter: by a code, or in the trust's own by her id."""
    return f"{about} in {matter}"


def names_for(seat: Seat) -> frozenset[str]:
    """Every audience to which the seat belongs today."""
    names: set[str] = {audience.value for audience in Audience if may_see(audience, None, seat, announced=False, concerned=False)}
    for matter, code in Party.objects.filter(name__in=_called(seat)).exclude(name=_office(seat.office)).values_list("matter", "code"):
        names |= {parties_of(matter), person_in(matter, code)} if code else {parties_of(matter)}
    if seat.office is Office.ASSESSOR:
        names |= {assessors_of(matter) for matter in readable_matters(seat)}
    if seat.office is Office.EMPLOYEE:
        names |= {person_in(matter, seat.person) for matter in IndexRow.objects.filter(about=seat.person).values_list("matter", flat=True).distinct()}
    return frozenset(names)


def readable_matters(seat: Seat) -> list[str]:
    """The matters of which the seat may know, the trust's own apart."""
    return list(Party.objects.filter(name__in=_called(seat)).order_by("matter").values_list("matter", flat=True).distinct())


def _called(seat: Seat) -> list[str]:
    """By what names the seat may stand among a matter's parties."""
    if seat.office is Office.UNION_REPRESENTATIVE and seat.union:
        return [_office(seat.office), _union(seat.union)]
    return [_office(seat.office), _person(seat.person)] if seat.office is Office.EMPLOYEE else [_office(seat.office)]


def _office(office: Office) -> str:
    return f"office:{office.value}"


def _union(union: str) -> str:
    return f"union:{union}"


def _person(person: str) -> str:
    return f"person:{person}"


def matters_to_fold(batch: Sequence[Draft[Any]]) -> set[str]:
    """The matters whose parties the batch may change: its own; all of them where it changes which unions are recognised."""
    own = {draft.matter for draft in batch}
    reaching = any(isinstance(draft.body, RecogniseUnion) or (draft.matter == TRUST and isinstance(draft.body, Correct)) for draft in batch)
    return own | _all_matters() if reaching else own


def write(judged: Sequence[Judged], known: Folded) -> None:
    """Open the batch's parts, and earlier ones that it opens, to whom they are for; in the transaction that appended it, after what it erases is gone.

    `known` is what it was judged on, with every matter of `matters_to_fold`; it is left as it was found.
    """
    own, end = {one.act.matter for one in judged}, known.size + len(judged)
    before = {matter: fold.acts != [] and is_announced(Dossier(fold)) for matter, fold in known.matters.items()}
    concerns = any(isinstance(one.act.body, _CONCERNS) for one in judged)
    _run(_STANDING, [known.size, end])
    with folded_in(judged, known):
        bearing = Dossier(known.bearing)
        for matter, fold in sorted(known.matters.items()):
            announced = is_announced(Dossier(fold))
            if announced and matter in own:
                _open(matter, known.size if before[matter] else 0, end)
            if concerns or matter not in own or announced is not before[matter]:
                _set_parties(matter, Dossier(fold), bearing)
        for matter in _matters_that_lost_a_name(judged):
            _set_parties(matter, Dossier(Fold(acts(Q(matter=matter)))), bearing)


def person_known_as(matter: str, code: str) -> str | None:
    """The person with this code in an announced matter, by her id; None where nobody is, or not any more."""
    name = Party.objects.filter(matter=matter, code=code).values_list("name", flat=True).first()
    return name.removeprefix(_person("")) if name else None


def forget(position: int, place: int) -> None:
    """Take away the grants of a part that is erased."""
    Grant.objects.filter(position=position, place=place).delete()


def rebuild() -> None:
    """Drop every grant and party and make them from the ledger again, while nobody writes."""
    with FOLDS.lock, transaction.atomic(durable=True):
        size = locked_head().size
        known = FOLDS.up_to_now(_all_matters())
        Grant.objects.all().delete()
        Party.objects.all().delete()
        _run(_STANDING, [0, size])
        for matter, fold in sorted(known.matters.items()):
            if is_announced(Dossier(fold)):
                _open(matter, 0, size)
            _set_parties(matter, Dossier(fold), Dossier(known.bearing))


def problems() -> list[str]:
    """Every act whose grants, and every matter whose parties, are not what the stored bytes give; worked out from the bytes alone."""
    known = folded(_all_matters())
    bearing = Dossier(known.bearing)
    found = []
    for matter, fold in sorted(known.matters.items()):
        if {party.name: party.code for party in Party.objects.filter(matter=matter)} != _parties(matter, Dossier(fold), bearing):
            found.append(f"The parties of {matter} are not those that its acts give.")
    announced = {matter for matter, fold in known.matters.items() if is_announced(Dossier(fold))}
    matters = dict(ActRow.objects.values_list("position", "matter"))
    granted: dict[int, set[tuple[int, str]]] = {}
    for position, place, name in Grant.objects.values_list("position", "place", "name").iterator():
        granted.setdefault(position, set()).add((place, name))
    for stored in stored_acts(EVERYTHING):
        matter = matters[stored.position]
        given = {
            (place, name)
            for place, one in enumerate(stored.parts)
            if one.content is not None
            for name in names_of(part_from(one.content), matter, announced=matter in announced)
        }
        if granted.pop(stored.position, set()) != given:
            found.append(f"The grants of act {stored.position} are not those that its parts give.")
    return found + [f"There are grants of act {position}, and no such act." for position in sorted(granted)]


def names_of(part: Part, matter: str, *, announced: bool) -> Iterator[str]:
    """The names to whom a part is open: what `procedure.audience.may_see` says, said of nobody in particular."""
    yield part.audience.value
    if announced and part.audience is Audience.PARTIES:
        yield parties_of(matter)
    if announced and part.audience in _SCORED:
        yield assessors_of(matter)
    if announced and part.audience in OF_THE_PERSON and part.about is not None:
        yield person_in(matter, part.about)


@contextmanager
def folded_in(judged: Sequence[Judged], known: Folded) -> Iterator[None]:
    """The folds with the batch in them, until it is taken out again."""
    folds = [fold for one in judged for fold in (known.matters[one.act.matter], *([known.bearing] if one.act.kind.bears else []))]
    for one in judged:
        known.matters[one.act.matter].add(one.act)
        if one.act.kind.bears:
            known.bearing.add(one.act)
    try:
        yield
    finally:
        for fold in reversed(folds):
            fold.undo()


def _matters_that_lost_a_name(judged: Sequence[Judged]) -> set[str]:
    """The matters in which the batch erased something that may have said whom they concern."""
    erased = {place.position for one in judged if isinstance(one.act.body, Erase) for place in one.act.body.parts}
    kinds = [kind.kind.name for kind in _CONCERNS]
    return set(IndexRow.objects.filter(position__in=erased, kind__in=kinds).values_list("matter", flat=True)) if erased else set()


def _open(matter: str, start: int, end: int) -> None:
    """Let the parties see what is for them in this stretch of the ledger, the assessors what they score by, and each person what is about her."""
    for name, audience in ((parties_of(matter), Audience.PARTIES), *((assessors_of(matter), scored) for scored in _SCORED)):
        _run(_TO_ALL_OF_A_NAME, [name, matter, start, end, audience.value])
    _run(_TO_HERSELF, [f" in {matter}", matter, start, end, *_PERSONAL])


def _set_parties(matter: str, dossier: Dossier, bearing: Dossier) -> None:
    given = _parties(matter, dossier, bearing)
    stored = {party.name: party.code for party in Party.objects.filter(matter=matter)}
    if gone := [name for name, code in stored.items() if given.get(name, code) != code or name not in given]:
        Party.objects.filter(matter=matter, name__in=gone).delete()
    Party.objects.bulk_create(Party(matter=matter, name=name, code=code) for name, code in given.items() if name not in stored or name in gone)


def _parties(matter: str, dossier: Dossier, bearing: Dossier) -> dict[str, str | None]:
    """Who may know of the matter, each by name with her code in it."""
    if matter == TRUST:
        return {}
    named: dict[str, str | None] = {_office(office): None for office in set(Office) - THE_OTHER_SIDE if may_know_of(Seat("", office), dossier, bearing)}
    if is_announced(dossier):
        named |= {_union(union): None for union in unions_in(dossier, bearing)} | {_person(person): code for person, code in people_in(dossier).items()}
    return named


def _all_matters() -> set[str]:
    return set(ActRow.objects.values_list("matter", flat=True).distinct())


def _run(statement: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
