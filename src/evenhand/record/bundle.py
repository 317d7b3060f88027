"""Writing a bundle: which parts of which acts its holder may see, and the trust's signed word on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from evenhand.canonical.heads import SignedHead
from evenhand.canonical.signatures import SigningKey
from evenhand.canonical.tree import root
from evenhand.policy.pack import Pack
from evenhand.procedure.acts import HIDDEN_ACTOR, Actor, Body, MissingFact
from evenhand.procedure.audience import Office, Seat, may_see
from evenhand.procedure.audience_of_a_matter import code_in, is_announced, is_concerned
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.parts import Part
from evenhand.record.bundle_file import LARGEST_BUNDLE_BYTES, Bundle, HeldAct, Statement, StoredAct, StoredPart, encode_bundle, read_bundle, shown
from evenhand.record.reading import ReadAct, read_act

TRUST = "trust"
_SOMEBODY = Actor("", Office.ADMINISTRATOR)  # whose name was erased; what the act announced stands
_ALWAYS_TOLD = ("place", "kind")  # of acts that neither belong to the matter nor bear on it: enough to see that they do not


def write_bundle(
    acts: Iterable[StoredAct],
    *,
    seat: Seat | None,
    matter: str,
    head: SignedHead,
    key: SigningKey,
    packs: Mapping[str, Pack],
    today: date,
    at_most_bytes: int = LARGEST_BUNDLE_BYTES,
) -> bytes:
    """The bundle of one matter for one seat; for nobody in particular, and so with nothing withheld, where `seat` is None.

    `acts` are all acts up to the head, in order, erased parts marked; `packs` those known, by id; `today` the London day on which announcements and
    offices are read. It shows the matter, the trust's own matter and whatever of other matters bears on it; of the rest, only place and kind.
    Raises ValueError with every reason why the acts, the head and the key do not go together, NotAnAct for parts that make none.
    """
    stored = list(acts)
    _require_agreement(stored, head, key)
    read = [read_act(act.position, act.parts) for act in stored]
    if unplaced := [act.position for act in read if act.is_opaque]:
        raise ValueError(f"acts {unplaced} lack the part that says which matter they belong to; that part can never be erased")
    numbers = _last_numbers(read)
    if matter not in numbers:
        raise ValueError(f"no act belongs to the matter {matter}: known are {', '.join(sorted(numbers))}")
    eyes = _Eyes(read, seat, matter, today)
    held = tuple(_held(act, eyes.on(known)) for act, known in zip(stored, read, strict=True))
    visible = {known.matter: numbers[known.matter] for act, known in zip(held, read, strict=True) if known.matter and act.parts and act.parts[0].content}
    pinned = sorted({pack for pack in _pinned(held, read)} & packs.keys())
    statement = Statement(seat, matter, visible, shown(held), tuple(packs[name].digest for name in pinned), "")
    bundle = Bundle(held, head, tuple(packs[name] for name in pinned), statement.signed_by(key, head))
    return encode_bundle(bundle, at_most_bytes=at_most_bytes)


def _require_agreement(stored: list[StoredAct], head: SignedHead, key: SigningKey) -> None:
    problems = []
    if [act.position for act in stored] != list(range(head.tree_size)):
        problems.append(f"the head is over {head.tree_size} acts; {len(stored)} were given, or not in order")
    elif root(act.leaf for act in stored).hex() != head.root:
        problems.append("the acts do not make the root that the head signs")
    if key.public_key != head.public_key:
        problems.append(f"the head was signed by the key {head.key_id}, and the bundle would be by {key.key_id}")
    if problems:
        raise ValueError("; ".join(problems))


def _last_numbers(read: Iterable[ReadAct]) -> dict[str, int]:
    return {known.matter: known.number for known in read if known.matter and known.number}


def _pinned(held: Iterable[HeldAct], read: Iterable[ReadAct]) -> Iterator[str]:
    """The packs that matters pin whose opening the holder sees."""
    for act, known in zip(held, read, strict=True):
        if act.parts and known.act and known.act.kind.opens_matter:
            yield _pack_of(known.act.body)


def _pack_of(opening: Body) -> str:
    try:
        return getattr(opening, "pack", "")
    except MissingFact:
        return ""


def _held(act: StoredAct, sees: list[bool]) -> HeldAct:
    if not any(sees):
        return HeldAct(act.position, act.leaf)
    parts = [part if part.content is None or seen else StoredPart(part.commitment) for part, seen in zip(act.parts, sees, strict=True)]
    return HeldAct(act.position, act.leaf, tuple(parts))


class _Eyes:
    """What one seat may see of each act: worked out once for each matter."""

    def __init__(self, read: list[ReadAct], seat: Seat | None, matter: str, today: date) -> None:
        self._seat, self._matter = seat, matter
        self._in: dict[str, tuple[Seat, bool, bool]] = {}
        if seat is None:
            return
        bearing, folds = Fold(), dict[str, Fold]()
        for known in read:
            fold = folds.setdefault(known.matter or "", Fold())
            if known.act:
                act = replace(known.act, actor=_SOMEBODY) if known.act.actor is HIDDEN_ACTOR else known.act
                fold.add(act)
                if act.kind.bears:
                    bearing.add(act)
        for code, fold in folds.items():
            dossier = Dossier(fold, on=today)
            here = replace(seat, code=code_in(seat, dossier) or (seat.code if code == matter else None))
            self._in[code] = here, is_announced(dossier), is_concerned(here, dossier, Dossier(bearing, on=today))

    def on(self, known: ReadAct) -> list[bool]:
        """For each part of the act, whether it is to be shown."""
        whole = known.matter in (self._matter, TRUST) or known.kind is None or known.kind.bears
        return [isinstance(part, Part) and (whole or part.name in _ALWAYS_TOLD) and self._may_see(known, part) for part in known.parts]

    def _may_see(self, known: ReadAct, part: Part) -> bool:
        if self._seat is None:
            return True
        seat, announced, concerned = self._in[known.matter or ""]
        return may_see(part.audience, part.about, seat, announced=announced, concerned=concerned)


__all__ = ["Bundle", "HeldAct", "Statement", "StoredAct", "StoredPart", "read_bundle", "write_bundle"]
