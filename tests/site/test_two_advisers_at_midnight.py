"""Two advisers at midnight: one serves s.188, the other registers an undertaking not to. Whoever comes first, nothing is lost and nobody is lied to."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from evenhand.procedure.acts import Draft
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served
from evenhand.procedure.dispute.undertakings import UndertakingGiven
from evenhand_web.ledger.performing import Conflict, Recorded, Refused, Shown, preview
from evenhand_web.ledger.reading import EVERYTHING, acts
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, CHANGE, PRIYA, PROOF, a_change
from tests.site.acting import attempt, recorded, seat_of
from tests.site.ledger_world import LedgerWorld
from tests.site.other_process import OtherProcess
from tests.site.sites import Site
from tests.site.soundness import require_sound

BEFORE_MIDNIGHT = datetime(2026, 12, 1, 23, 59, 58, tzinfo=UTC)
JUST_BEFORE = datetime(2026, 12, 1, 23, 59, 59, tzinfo=UTC)
JUST_AFTER = datetime(2026, 12, 2, 0, 0, 0, tzinfo=UTC)
HELD_BACK = ("change.release_section_188", "change.section_188_served")


def approved(monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    world = LedgerWorld(monkeypatch)
    a_change(world, holders=3, to_stay=2)
    steps.review(world)
    steps.approve(world)
    world.now = BEFORE_MIDNIGHT
    return world


def release() -> Draft[ReleaseSection188]:
    return Draft(CHANGE, ReleaseSection188(union="UNISON"), ASHA)


def undertaking(world: LedgerWorld) -> Draft[UndertakingGiven]:
    body = UndertakingGiven(
        union="UNISON", promise="No consultation opens while we talk.", steps=HELD_BACK, matters=(CHANGE,), ends_when="the talks of December have ended"
    )
    return Draft("D-1", body, PRIYA, happened_on=world.today, evidence=PROOF)


def shown(draft: Draft) -> Shown:  # type: ignore[type-arg]
    return preview([draft], seat=seat_of(draft.actor))[1]


def test_the_undertaking_first_makes_the_release_a_conflict_and_then_a_refusal(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = approved(monkeypatch)
    world.now = JUST_AFTER
    form = shown(release())
    world.now = JUST_AFTER.replace(microsecond=1)
    recorded(undertaking(world))
    outcome = attempt(release(), shown=form)
    assert isinstance(outcome, Conflict)
    assert [line for line in outcome.differs if line.startswith("undertaking-in-force was shown as satisfied and is now not satisfied.")], outcome.differs
    refused = attempt(release())
    assert isinstance(refused, Refused)
    assert [given.gate.rule for given in refused.judgement.judged[0].blocked] == ["undertaking-in-force"]
    require_sound()


def test_the_release_first_stands_and_the_undertaking_is_recorded_after_it(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = approved(monkeypatch)
    promise = undertaking(world)
    form, promise_form = shown(release()), shown(promise)
    world.now = JUST_BEFORE
    released = recorded(release(), shown=form)
    world.now = JUST_AFTER
    promised = recorded(promise, shown=promise_form)
    assert (released.acts[0].happened_on.day, promised.acts[0].happened_on.day) == (1, 1)
    assert released.acts[0].breaches == () and promised.positions.start == released.positions.stop
    require_sound()


def test_a_service_that_came_about_though_undertaken_not_to_is_recorded_as_a_breach(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = approved(monkeypatch)
    released = recorded(release())
    served = Draft(CHANGE, Section188Served(union="UNISON", release=released.positions.start, channel="by hand"), ASHA, happened_on=world.today, evidence=PROOF)
    form = shown(served)
    recorded(undertaking(world))
    assert isinstance(attempt(served, shown=form), Conflict)
    outcome = recorded(served)
    assert outcome.acts[0].breaches == ("undertaking-in-force",)
    require_sound()


def test_at_the_same_moment_exactly_one_comes_first(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world = approved(monkeypatch)
    release_form, promise = shown(release()), undertaking(world)
    promise_form = shown(promise)
    world.now = JUST_BEFORE

    def sending(draft: Draft, form: Shown) -> Callable[[Callable[[str], None]], None]:  # type: ignore[type-arg]
        return lambda say: say(type(attempt(draft, shown=form)).__name__)

    adviser, colleague = OtherProcess(a_site, sending(release(), release_form)), OtherProcess(a_site, sending(promise, promise_form))
    outcomes = adviser.finished() + colleague.finished()
    a_site.opened()
    order = [act.kind.name for act in acts(EVERYTHING) if act.kind.name in ("change.release_section_188", "dispute.undertaking_given")]
    assert (outcomes, order) in (
        ([Recorded.__name__, Recorded.__name__], ["change.release_section_188", "dispute.undertaking_given"]),
        ([Conflict.__name__, Recorded.__name__], ["dispute.undertaking_given"]),
    )
    require_sound()
