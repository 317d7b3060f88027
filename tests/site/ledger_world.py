"""The procedure tests' trust, its every act performed through the site's ledger: what the form showed is handed in, and stored bytes are read back."""

from datetime import date, timedelta
from typing import Any

import pytest

from evenhand.procedure.acts import Act, Draft
from evenhand.procedure.trust.governing import Appoint
from evenhand_web.config import clock
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.performing import Refused as LedgerRefused
from evenhand_web.ledger.performing import preview
from tests.procedure.world import CEO, CHANGE, TOMAS, Refused, World
from tests.site.acting import a_draft, a_founded_trust, attempt, recorded, seat_of


class LedgerWorld(World):
    def __init__(self, monkeypatch: pytest.MonkeyPatch, today: date = date(2026, 11, 2)) -> None:
        super().__init__(today)
        monkeypatch.setattr(clock, "now", lambda: self.now)
        a_founded_trust()
        recorded(a_draft(CEO, Appoint(office=TOMAS.office), about=TOMAS.person))
        self.read_back()

    def do(self, *drafts: Draft[Any]) -> list[Act[Any]]:
        self.now += timedelta(seconds=1)
        _, shown = preview(drafts, seat=seat_of(drafts[0].actor))
        outcome = attempt(*drafts, shown=shown)
        if isinstance(outcome, LedgerRefused):
            raise Refused(outcome.judgement)
        self.read_back()
        return list(outcome.acts)  # type: ignore[union-attr]

    def copy(self) -> "LedgerWorld":
        """Itself: there is one ledger."""
        return self

    def read_back(self) -> None:
        self.folded = folded({CHANGE, "D-1", "trust"})
