"""The demonstration's story: every act of it through the real gates, and where it stops, much stands in the way of notice."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections

from evenhand.procedure.acts import Draft
from evenhand.procedure.amending import Confirm
from evenhand.procedure.change.counting import counts
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.selecting import Score
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Strength
from evenhand.procedure.judge import Judged
from evenhand_web.config import clock
from evenhand_web.config.clock import NotADemonstration
from evenhand_web.demonstration import exports, loading
from evenhand_web.demonstration.exports import reading
from evenhand_web.demonstration.playing import NotAccepted, Player
from evenhand_web.demonstration.script import Move, moves, people, scores
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.performing import Recorded, perform, preview
from evenhand_web.ledger.reading import EVERYTHING, acts
from evenhand_web.ledger.signing import signed_head
from tests.site.acting import a_founded_trust, a_vacancy
from tests.site.demonstrations import Demonstration, actor, code_of
from tests.site.sites import Site, only_sqlite

FEWER, SUPPORT = "CH-2026-01", "CH-2027-01"
TAMSIN, MEI = "004956", "004816"
MOVES = {matter for matter, _ in moves()}


def dossier(matter: str) -> Dossier:
    return Dossier(folded({matter}).matters[matter], on=clock.today())


def dismissing(person: str) -> Judged:
    """What stands in the way of the head's deciding to dismiss somebody."""
    draft = Draft(FEWER, DecideDismissal(ends_on=date(2027, 4, 30), because="Fewest points."), actor("head"), about=code_of(person))
    return preview([draft], seat=people().holder("head").seat)[0].judged[0]


def does(key: str, draft: Draft) -> Recorded:
    outcome = perform([draft], command_id=uuid4().hex, seat=people().holder(key).seat)
    assert isinstance(outcome, Recorded), outcome
    return outcome


def test_every_act_passed_its_gates_on_its_own_day(a_demonstration: Demonstration):
    found = acts(EVERYTHING)
    assert len(found) > 600 and {act.matter for act in found} == MOVES
    assert [act.kind.name for act in found if act.breaches] == []
    assert min(act.happened_on for act in found) == date(2026, 11, 2)
    assert all(act.recorded_at.date() == act.happened_on for act in found)


def test_both_changes_count_what_the_planner_counts(a_demonstration: Demonstration):
    counted = {matter: [(count.by_policy, count.by_statute) for count in counts(dossier(matter))] for matter in (FEWER, SUPPORT)}
    assert counted == {FEWER: [(22, 20)], SUPPORT: [(45, 43)]}


def test_notice_is_blocked_by_law_by_agreement_and_by_policy(a_demonstration: Demonstration):
    blocked = dismissing(TAMSIN).blocked
    assert {given.gate.strength for given in blocked} == set(Strength)
    assert {"consultation-genuinely-complete", "last-clear-day-has-passed", "undertaking-in-force"} < {given.gate.rule for given in blocked}


def test_only_whom_the_trust_was_told_of_is_blocked_for_protection(a_demonstration: Demonstration):
    rules = {person: {given.gate.rule for given in dismissing(person).blocked} for person in (MEI, TAMSIN)}
    assert rules[MEI] - rules[TAMSIN] == {"protected-period-answered"}


def test_confirming_hr1_clears_a_reason_of_law(a_demonstration: Demonstration):
    reported = dossier(FEWER).latest(Hr1Received)
    assert reported
    does("second adviser", Draft(FEWER, Confirm(positions=(reported.position,)), actor("second adviser")))
    assert "last-clear-day-has-passed" not in {given.gate.rule for given in dismissing(TAMSIN).blocked}


def test_one_person_of_the_pool_has_no_scores_yet(a_demonstration: Demonstration):
    scored = {act.about for act in dossier(FEWER).every(Score)}
    assert len(scored) == 33 and code_of(scores().without_scores) not in scored


def test_the_clock_opens_on_the_day_after_the_last_move_and_runs_on(a_demonstration: Demonstration):
    assert loading.opens_at() == datetime(2027, 1, 21, 8, 30, tzinfo=UTC)
    clock.set_demonstration_to(loading.opens_at())
    first, second = clock.now(), clock.now()
    assert loading.opens_at() <= first < second < loading.opens_at() + timedelta(minutes=1)


def test_outside_a_demonstration_nothing_moves_the_clock(a_demonstration: Demonstration, monkeypatch: pytest.MonkeyPatch):
    assert clock.today() >= date(2027, 1, 21)
    before = clock.now()
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", False)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5) and abs(before - clock.now()) > timedelta(hours=1)  # noqa: DTZ005, TID251
    with pytest.raises(NotADemonstration, match="nothing moves this one"):
        clock.set_demonstration_to(before)


def test_loading_again_keeps_what_was_done(a_demonstration: Demonstration):
    size = does("adviser", a_vacancy("V900", actor("adviser"))).positions.stop
    assert not loading.load()
    assert Head.objects.get().size == size


def test_starting_again_goes_back_to_the_end_of_the_story(a_demonstration: Demonstration):
    before, opened = signed_head(), clock.now()
    does("adviser", a_vacancy("V900", actor("adviser")))
    clock.set_demonstration_to(opened + timedelta(days=40))
    loading.start_again()
    assert signed_head() == before and clock.today() == loading.opens_at().date()
    assert does("adviser", a_vacancy("V901", actor("adviser"))).receipts


def test_a_load_that_never_ended_is_begun_anew(a_demonstration: Demonstration):
    size, ledger = Head.objects.get().size, Head.objects.get().ledger_id
    (a_demonstration.folder / "demonstration-as-loaded").rename(a_demonstration.folder / "lost")
    assert not loading.is_loaded()
    assert loading.load()
    assert Head.objects.get().size == size and Head.objects.get().ledger_id != ledger


@only_sqlite
def test_no_demonstration_is_loaded_over_another_record(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    a_founded_trust()
    size = Head.objects.get().size
    folder = a_site.keys.parent
    monkeypatch.setattr(settings, "DATA", folder)
    with pytest.raises(NotADemonstration, match="This is not a demonstration"):
        loading.load()
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", True)
    with pytest.raises(NotADemonstration, match="holds a record that is not the demonstration's"):
        loading.load()
    with pytest.raises(NotADemonstration, match="Only a demonstration can start again"):
        loading.start_again()
    assert Head.objects.get().size == size


@only_sqlite
def test_a_demonstration_keeps_everything_in_one_folder(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "EVENHAND_DEMONSTRATION", True)
    monkeypatch.setattr(settings, "DATA", a_site.keys / "elsewhere")
    with pytest.raises(NotADemonstration, match="Name neither EVENHAND_DATABASE nor EVENHAND_KEYS_DIR"):
        loading.load()
    connections.close_all()


def test_a_move_that_is_refused_says_whose_and_why(a_demonstration: Demonstration):
    told = {"day": date(2027, 1, 21), "at": "09:00", "by": "scorer", "does": "change.approve_in_principle", "fields": {"statement": "Approved."}}
    with pytest.raises(NotAccepted, match="2027-01-21 09:00, Nadia Patel(.|\n)*you act as assessor"):
        Player().play(FEWER, Move.model_validate(told))


def test_without_the_example_trust_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(exports, "EXPORTS", tmp_path / "nowhere")
    with pytest.raises(exports.NoExample, match="nowhere is not there"):
        reading.__wrapped__()


def test_the_trust_is_founded_and_its_import_recorded(a_demonstration: Demonstration):
    kinds = [act.kind.name for act in acts(EVERYTHING)]
    assert kinds[0] == "trust.found" and kinds.count("trust.record_import") == 1


def test_everybody_on_the_payroll_is_called_as_the_exports_call_them():
    known = reading().workforce.people
    assert [holder.name for holder in people().holders if holder.person in known and known[holder.person].name != holder.name] == []
    assert {holder.name for holder in people().holders if holder.office == "union_representative"} == {
        union.representative or union.regional_officer for union in reading().workforce.unions.values()
    }
