"""A union's bundle; then an erasure, a restore and a correction of the day on which it was served; and her old receipt, on the command line."""

import json
from datetime import date
from pathlib import Path

import pytest

from evenhand.canonical.encoding import encode
from evenhand.canonical.heads import Receipt
from evenhand.cli import main
from evenhand.procedure.amending import Confirm, Correct
from evenhand.procedure.change.informing import ReleaseSection188, Section188Served
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.trust.keeping import DeclareRestore, Erase, LostHead, Place
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, PRIYA, PROOF, World
from tests.record.forging import parts_in, with_part
from tests.record.ledger import Ledger
from tests.record.situations import UNION, in_consultation, position_of

ERASED_ON = date(2026, 12, 1)


class Story:
    """What happened, and what the union holds: a bundle and receipts from before, and what she is given now."""

    def __init__(self) -> None:
        world = in_consultation()
        ledger = Ledger.of(world)
        self.served = position_of(world, Section188Served)
        self.old_bundle = ledger.bundle(world, UNION)
        self.old_receipt = ledger.receipt(self.served, world)

        lost = in_consultation()
        steps.union_speaks(lost)
        before_the_restore = Ledger.of(lost)
        self.lost_receipt = before_the_restore.receipt(len(lost.recorded) - 1, lost)

        world.wait_until(ERASED_ON)
        self.declare_restore(world, before_the_restore)
        self.erase(world, ledger)
        self.correct(world)
        ledger.keep_up_with(world)
        self.world, self.ledger = world, ledger
        self.new_bundle = ledger.bundle(world, UNION)

    def declare_restore(self, world: World, before: Ledger) -> None:
        head = before.head()
        heads = (LostHead(tree_size=head.tree_size, root=head.root),)
        body = DeclareRestore(restored_to=len(world.recorded), restored_on=world.today, lost_heads=heads, because="The disk failed.")
        self.declared = world.act(ASHA, body, matter="trust")

    def erase(self, world: World, ledger: Ledger) -> None:
        affected = position_of(world, Affect, "k002")
        bodies = [place for place, part in enumerate(parts_in(ledger.acts[affected])) if part.name == "body"]
        world.act(ASHA, Erase(parts=tuple(Place(position=affected, part=place) for place in bodies), because="She left long ago."), matter="trust")
        ledger.keep_up_with(world)
        ledger.erase([(affected, place) for place in bodies], on=ERASED_ON)

    def correct(self, world: World) -> None:
        fields = world.recorded[self.served].act.body.model_dump(mode="json")
        body = Correct(corrects=self.served, fields=fields, happened_on=date(2026, 11, 1), because="It was delivered the day before.")
        self.correction = world.act(ASHA, body, happened_on=world.today, evidence=PROOF)
        world.act(PRIYA, Confirm(positions=(self.correction.position,)))


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


@pytest.fixture
def verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(bundle: bytes, *receipts: Receipt, told: tuple[str, ...] = ("--json",)):
        (tmp_path / "bundle").write_bytes(bundle)
        for number, receipt in enumerate(receipts):
            (tmp_path / f"receipt-{number}").write_bytes(encode(receipt.as_value()))
        given = [word for number in range(len(receipts)) for word in ("--receipt", str(tmp_path / f"receipt-{number}"))]
        status = main(["verify", str(tmp_path / "bundle"), *given, *told])
        printed = capsys.readouterr()
        return status, json.loads(printed.out) if told and status != 2 else printed.out + printed.err

    return run


def test_what_she_held_before_holds(story: Story, verified):
    status, found = verified(story.old_bundle, story.old_receipt)
    assert (status, found["ok"], found["anchored"], found["whole"]) == (0, True, True, False)
    assert [one["standing"] for one in found["receipts"]] == ["holds"]


def test_her_old_receipt_holds_and_names_the_correction(story: Story, verified):
    status, found = verified(story.new_bundle, story.old_receipt)
    assert status == 0
    assert found["receipts"][0]["standing"] == f"holds, corrected by {story.correction.position}"
    assert found["receipts"][0]["corrected_by"] == story.correction.position
    assert found["problems"] == []


def test_figures_that_rest_on_what_was_erased_are_not_derivable(story: Story, verified):
    _, found = verified(story.new_bundle, story.old_receipt)
    release = position_of(story.world, ReleaseSection188)
    counts = next(one for one in found["figures"] if (one["position"], one["figure"]) == (release, "counts"))
    assert (counts["standing"], counts["erased"]) == ("not derivable", 1)
    assert found["counts"]["contradicted"] == 0


def test_a_receipt_for_what_the_restore_lost_says_so_and_fails(story: Story, verified):
    status, found = verified(story.new_bundle, story.old_receipt, story.lost_receipt)
    assert status == 1
    assert found["receipts"][1]["standing"] == f"lost in a restore that the trust declared on {ERASED_ON.isoformat()}"
    assert found["receipts"][1]["still_there"] is False


def test_she_reads_it_in_plain_words(story: Story, verified):
    status, told = verified(story.new_bundle, story.old_receipt, told=())
    assert status == 0
    assert told.startswith(f"All {len(story.ledger.acts)} entries check out against the receipt of Sunday 22 November 2026.\n")
    assert f"holds, and its entry was corrected by entry {story.correction.position}." in told
    assert told.endswith("What this does not prove: that what was written is true.\n")


def test_without_a_receipt_the_words_claim_less(story: Story, verified):
    status, told = verified(story.new_bundle, told=())
    assert status == 0
    assert "All" not in told.splitlines()[0]
    assert "No receipt was given, so nothing shows that the trust told others the same history" in told


def test_a_correction_written_over_the_day_itself_is_a_fork(story: Story, verified):
    acts = [with_part(act, "day", happened_on="2026-11-01") if act.position == story.served else act for act in story.ledger.acts]
    status, told = verified(Ledger(acts).bundle(story.world, UNION), story.old_receipt, told=())
    assert status == 1
    assert f"The first entry that is wrong is {story.served} (no. " in told
    assert "fork. The trust signed two histories" in told


def test_a_damaged_file_is_unreadable_and_every_problem_is_told(story: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "bundle").write_bytes(story.new_bundle[:-2])
    (tmp_path / "receipt").write_bytes(encode({**story.old_receipt.as_value(), "number_in_matter": 77}))
    given = ["--receipt", str(tmp_path / "receipt"), "--receipt", str(tmp_path / "none")]
    assert main(["verify", str(tmp_path / "bundle"), *given]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 3
    assert "this is not JSON" in printed.err and "the receipt was changed" in printed.err and "No such file" in printed.err


# Replaying what she was given.


@pytest.fixture
def replayed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def run(bundle: bytes, *words: str):
        (tmp_path / "bundle").write_bytes(bundle)
        status = main(["replay", str(tmp_path / "bundle"), *words])
        printed = capsys.readouterr()
        return status, json.loads(printed.out) if status == 0 and "--json" in words else printed.out + printed.err

    return run


def served(replay: dict, story: Story) -> dict:
    return next(act for act in replay["matters"]["CH-1"]["acts"] if act["position"] == story.served)


def test_the_day_is_the_corrected_one_now_and_the_first_one_as_known_then(story: Story, replayed):
    _, now = replayed(story.new_bundle, "--on", "2026-12-01", "--json")
    _, then = replayed(story.new_bundle, "--known-at", str(story.correction.position - 1), "--on", "2026-12-01", "--json")
    assert (served(now, story)["happened_on"], served(now, story)["corrected_by"]) == ("2026-11-01", story.correction.position)
    assert (served(then, story)["happened_on"], served(then, story)["corrected_by"]) == ("2026-11-02", None)


def test_a_moment_stands_for_the_last_act_recorded_by_then(story: Story, replayed):
    _, then = replayed(story.new_bundle, "--known-at", "2026-11-30T12:00:00Z", "--on", "2026-12-01", "--json")
    assert then["known_at"] == story.declared.position - 1
    _, never = replayed(story.new_bundle, "--known-at", "2001-01-01T00:00:00Z", "--on", "2026-12-01", "--json")
    assert (never["known_at"], never["matters"]["CH-1"]["acts"]) == (-1, [])


def test_what_was_not_yet_in_effect_is_not_there(story: Story, replayed):
    _, before = replayed(story.new_bundle, "--on", "2026-11-01", "--json")
    assert [act["position"] for act in before["matters"]["CH-1"]["acts"]] == [story.served]


def test_erased_and_withheld_fields_are_absent_and_never_defaults(story: Story, replayed):
    _, now = replayed(story.new_bundle, "--on", "2026-12-01", "--json")
    acts = {act["position"]: act for act in now["matters"]["CH-1"]["acts"]}
    erased, withheld = acts[position_of(story.world, Affect, "k002")], acts[position_of(story.world, Affect, "k001")]
    assert erased["fields"] == {} and "job" in erased["absent"]
    assert withheld["fields"]["job"] == "TA2" and {"person", "weekly_pay", "contract_weeks"} <= set(withheld["absent"])
    assert now["matters"]["CH-1"]["unreadable"] > 0


def test_a_replay_can_be_read_by_a_person(story: Story, replayed):
    status, told = replayed(story.new_bundle, "--on", "2026-12-01")
    assert status == 0
    assert "CH-1 no. 1, Monday 2 November 2026: change.propose" in told
    assert f"change.section_188_served, as corrected by entry {story.correction.position}" in told


def test_a_bundle_that_is_wrong_is_not_replayed(story: Story, replayed):
    acts = [with_part(act, "day", happened_on="2030-01-01") if act.position == 3 else act for act in story.ledger.acts]
    status, told = replayed(Ledger(acts).bundle(story.world, UNION), "--on", "2026-12-01", "--json")
    assert status == 1 and told.startswith("entry 3: ")


def test_every_wrong_word_of_a_replay_is_told_at_once(story: Story, replayed):
    status, told = replayed(story.new_bundle, "--on", "soon", "--known-at", "later")
    assert status == 2
    assert "--on is 'soon'" in told and "--known-at is 'later'" in told
    assert "does not say in which zone" in replayed(story.new_bundle, "--on", "2026-12-01", "--known-at", "2026-12-01T10:00:00")[1]
    last = len(story.ledger.acts) - 1
    assert replayed(story.new_bundle, "--on", "2026-12-01", "--known-at", str(last))[0] == 0
    assert replayed(story.new_bundle, "--on", "2026-12-01", "--known-at", str(last + 1))[0] == 2
