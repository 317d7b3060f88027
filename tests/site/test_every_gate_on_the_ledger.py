"""The headcount cut through the ledger, stopped at each gate on the way with every reason: nothing is recorded, until the missing step is."""

import pytest

from evenhand.procedure.gates import GATES
from evenhand_web.ledger.models import ActRow, Head
from tests.procedure import stages
from tests.procedure.refusals import REFUSALS
from tests.procedure.world import Refused
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

REPORTED = {"decided-before-notice", "statement-before-payment"}  # on acts that come about elsewhere, which no gate refuses: a breach is recorded


@pytest.fixture
def on_the_ledger(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the steps are taken in is a trust that keeps its record in this site's ledger."""
    monkeypatch.setattr(stages, "a_trust", lambda today, pack=None: LedgerWorld(monkeypatch, today))
    monkeypatch.setattr(stages, "_stood", stages._stood.__wrapped__)


@only_sqlite
@pytest.mark.parametrize("rule", sorted(set(GATES) - REPORTED))
def test_the_way_is_barred_with_every_reason_and_opens_after_the_missing_step(on_the_ledger: None, rule: str):
    stopped = REFUSALS[rule].build(None)
    before = Head.objects.get().size
    with pytest.raises(Refused) as refused:
        stopped.attempt()
    assert refused.value.faults == [] and refused.value.rules == {rule} | REFUSALS[rule].also
    assert any(REFUSALS[rule].says in says for says in refused.value.says)
    assert Head.objects.get().size == ActRow.objects.count() >= before
    stopped.mend()
    mended = Head.objects.get().size
    (stopped.otherwise or stopped.attempt)()
    assert Head.objects.get().size == ActRow.objects.count() > mended


@only_sqlite
@pytest.mark.parametrize("rule", sorted(REPORTED))
def test_what_comes_about_elsewhere_is_recorded_as_the_breach_that_it_is(on_the_ledger: None, rule: str):
    stopped = REFUSALS[rule].build(None)
    assert rule in stopped.attempt().breaches
