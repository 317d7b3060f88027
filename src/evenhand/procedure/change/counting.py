"""How many dismissals are proposed: the policy's count and the statute's, per establishment, from the structure and never from a box."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from evenhand.law.tulrca_1992.collective import last_day_of_the_window, minimum_consultation_days
from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.change.proposing import Affect, Line, Propose, proposal
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier

Affecting = Act[Affect] | Draft[Affect]


@dataclass(frozen=True)
class Count:
    """Proposed dismissals at one establishment: filled posts by the policy, employees by the statute, and `because`: why they differ."""

    establishment: str
    by_policy: int
    by_statute: int
    because: tuple[str, ...]

    def as_figure(self) -> dict[str, Any]:
        """As an act records it."""
        return {"establishment": self.establishment, "by_policy": self.by_policy, "by_statute": self.by_statute, "because": list(self.because)}


def counts(dossier: Dossier) -> tuple[Count, ...]:
    """The counts of this change, per establishment (policy PRO-3.5; TULRCA 1992 s.188(1), s.195)."""
    return dossier.once(_counts, kinds=(Propose, Affect))


def _counts(dossier: Dossier) -> tuple[Count, ...]:
    return tuple(counted(proposal(dossier).body.lines, [act for act in dossier.every(Affect)]))


def counted(lines: Iterable[Line], affected: Iterable[Affecting]) -> Iterator[Count]:
    """The counts that these lines and these affected employments make: those on record, or those that a plan would put there."""
    holders: dict[tuple[str, str], list[Affecting]] = {}
    for act in affected:
        if act.body.effect != "changed":
            holders.setdefault((act.body.establishment, act.body.job), []).append(act)
    by_place = sorted(lines, key=lambda line: line.establishment)
    for establishment, group in groupby(by_place, key=lambda line: line.establishment):
        yield _count(establishment, list(group), holders)


def _count(establishment: str, lines: list[Line], holders: dict[tuple[str, str], list[Affecting]]) -> Count:
    by_policy, by_statute, expiring, certain, because = 0, 0, 0, set[str](), []
    for line in lines:
        filled = holders.get((establishment, line.job), [])
        staying = [act for act in filled if act.body.expires_by_itself_on is None]
        going = max(0, len(filled) + line.holders_left_out - line.posts_proposed)
        dismissed = max(0, len(staying) + line.holders_left_out - line.posts_proposed)
        by_policy, expiring = by_policy + going, expiring + going - dismissed
        people = {act.about or "" for act in staying}
        if line.posts_proposed == 0:
            by_statute += line.holders_left_out + len(people - certain)
            certain |= people
        else:
            by_statute += min(dismissed, len(people) + line.holders_left_out)
    if expiring:
        because.append(f"{expiring} fewer by statute: a fixed term that simply expires is not counted (TULRCA 1992 s.282).")
    if by_policy - expiring > by_statute:
        because.append(f"{by_policy - expiring - by_statute} fewer by statute: it counts employees, and one person holds more than one of these posts.")
    return Count(establishment, by_policy, by_statute, tuple(because))


def statutory_total(dossier: Dossier, context: Context, establishment: str) -> int:
    """How many employees the trust proposes to dismiss at the establishment within the statute's window, this change and others together.

    TULRCA 1992 s.188(1), (3): a change whose consultation had begun before this one was proposed is left out. Each change's dismissals are taken to
    fall on whichever days of its span make the number largest, in a window that some of this change's fall in.
    Not decided here: what one establishment is.
    """
    own = proposal(dossier)
    proposed = [(own.body, _by_statute(counts(dossier), establishment))]
    proposed += [(other.body, number) for other, number in _others(own, context, establishment)]
    windows = [(body.last_dismissal_on, last_day_of_the_window(body.last_dismissal_on, own.happened_on)) for body, _ in proposed]
    return max(sum(number for body, number in proposed if _falls_in(body, window)) for window in windows if _falls_in(own.body, window))


def _others(own: Act[Propose], context: Context, establishment: str) -> Iterator[tuple[Act[Propose], int]]:
    from evenhand.procedure.change.informing import DELIVERY_IN_THE_STATUTE, Section188Served

    proposed = (own.happened_on, own.position)
    services = [one for one in context.bearing.every(Section188Served) if one.body.release is not None and one.body.channel in DELIVERY_IN_THE_STATUTE]
    begun = {served.matter for served in services if (served.happened_on, served.position) < proposed}
    affected: dict[str, list[Act[Affect]]] = {}
    for act in context.bearing.every(Affect):
        affected.setdefault(act.matter, []).append(act)
    for other in context.bearing.every(Propose):
        if other.matter != own.matter and other.matter not in begun:
            number = _by_statute(tuple(counted(other.body.lines, affected.get(other.matter, ()))), establishment)
            if number:
                yield other, number


def _falls_in(change: Propose, window: tuple[date, date]) -> bool:
    """Whether any day on which the change's dismissals may take effect lies in the window, first and last day included."""
    return change.first_dismissal_on <= window[1] and window[0] <= change.last_dismissal_on


def _by_statute(found: Iterable[Count], establishment: str) -> int:
    return sum(count.by_statute for count in found if count.establishment == establishment)


def minimum_days(dossier: Dossier, context: Context) -> int | None:
    """The longest period of consultation that the statute asks for at any establishment of this change, in clear days; None if it asks for none."""
    on = proposal(dossier).happened_on
    found = [minimum_consultation_days(statutory_total(dossier, context, count.establishment), on) for count in counts(dossier)]
    return max((days for days in found if days is not None), default=None)


def minimum_days_by_policy(dossier: Dossier) -> int | None:
    """The same by the policy's own count of posts, which is never below the statute's."""
    found = [minimum_consultation_days(count.by_policy, proposal(dossier).happened_on) for count in counts(dossier)]
    return max((days for days in found if days is not None), default=None)
