"""A preview and the letter on record: the same but for the receipt; and why a letter cannot be made."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from evenhand.documents.letter import Addressee, Contact, Correspondence, LetterCannotBeMade, Table
from evenhand.documents.letters import letter_for
from evenhand.documents.pdf import as_pdf
from evenhand.documents.word import as_word
from evenhand.procedure.acts import Act, Body
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand.procedure.change.selecting import DiscloseScores
from evenhand.procedure.fold import Dossier, Fold
from evenhand.procedure.parts import AbsentFigures
from tests.canonical.test_heads import a_receipt
from tests.documents.letters import CHECK_AT, KINDS, PEOPLE, a_letter, pdf_text, the_act, the_letter, whole_change, word_text
from tests.procedure.stages import standing_before
from tests.procedure.world import BEN

ERASED_ON = date(2026, 12, 1)


def without(act: Act[Any], field: str, erased_on: date | None = ERASED_ON) -> Act[Any]:
    """The act as it is read once the part that holds this field is gone."""
    fields = act.body.model_dump(mode="json")
    fields.pop(field)
    return replace(act, body=act.kind.body(fields, absent=[field], erased_on=erased_on))


def a_dossier_without(kind: type[Body], field: str) -> Dossier:
    acts = whole_change().world.dossier().fold.acts
    return Dossier(Fold(without(act, field) if act.kind is kind.kind else act for act in acts))


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_has_a_blank_where_the_code_will_stand_and_says_that_it_is_one(kind: type[Body]):
    for said in (pdf_text(as_pdf(the_letter(kind))), word_text(as_word(the_letter(kind)))):
        assert "The code stands here once this step is on record." in said
        assert "This is a preview. It is not on record, and nobody has been sent it." in said


@pytest.mark.parametrize("kind", KINDS)
def test_the_letter_on_record_has_as_many_pages_and_a_reference_to_check_it_by(kind: type[Body]):
    preview, final = the_letter(kind), the_letter(kind).final(a_receipt(), CHECK_AT)
    assert len(PdfReader(io.BytesIO(as_pdf(preview))).pages) == len(PdfReader(io.BytesIO(as_pdf(final))).pages)
    for said in (pdf_text(as_pdf(final)), word_text(as_word(final))):
        assert "Reference: step 3 of C-2026-1, place 4 in the record." in said
        assert CHECK_AT.replace("https://", "") in said.replace(" ", "")
        assert a_receipt().leaf_hash in said.replace(" ", "")
        assert "Signed on Saturday 21 November 2026 at 09:30 UTC, over 7 entries" in said
        assert "preview" not in said.lower()


def test_only_the_receipt_parts_the_two():
    letter = the_letter(ReleaseNotice)
    final = letter.final(a_receipt(), CHECK_AT)
    assert replace(final, on_record=None) == letter and (letter.is_preview, final.is_preview) == (True, False)
    assert (letter.title, final.title) == (f"Preview: {letter.subject}", letter.subject)


@pytest.mark.parametrize("characters, fits", [(150, True), (151, False)])
def test_an_address_that_a_camera_could_not_read_is_refused(characters: int, fits: bool):
    letter = the_letter(ReleaseNotice).final(a_receipt(), "https://e.example/".ljust(characters, "x"))
    if fits:
        assert as_pdf(letter) and as_word(letter)
    else:
        with pytest.raises(ValueError, match="151 characters: at most 150"):
            as_pdf(letter)


def test_a_draft_that_a_gate_refuses_can_still_be_previewed():
    case = standing_before("serve the unions", without=["approve"])
    judged = case.world.judged(case.world.draft(BEN, ReleaseSection188(union="UNISON"))).judged[0]
    assert judged.blocked
    assert letter_for(judged.act, case.world.dossier(), case.world.context(), PEOPLE).is_preview


def test_a_draft_that_makes_no_sense_has_no_figures_and_so_no_letter():
    case = standing_before("release")
    judged = case.world.judged(case.world.draft(BEN, ReleaseNotice(decision=1, ends_on=date(2027, 4, 30)), about=case.leaver)).judged[0]
    assert judged.faults
    with pytest.raises(LetterCannotBeMade, match="could not be worked out. Go back to the step"):
        letter_for(judged.act, case.world.dossier(), case.world.context(), PEOPLE)


@pytest.mark.parametrize(
    "kind, missing, field, fact",
    [
        (ReleaseSection188, Propose, "payment_method", "payment method"),
        (WarnPerson, Affect, "job", "job"),
        (ReleaseNotice, Affect, "service_from", "service from"),
    ],
)
def test_a_fact_that_was_erased_is_named_with_the_day_and_what_to_do(kind: type[Body], missing: type[Body], field: str, fact: str):
    case = whole_change()
    with pytest.raises(LetterCannotBeMade) as refused:
        letter_for(the_act(case, kind), a_dossier_without(missing, field), case.world.context(), PEOPLE)
    assert refused.value.problems == (f"The letter needs a fact that was erased on Tuesday 1 December 2026: {fact}. Record it again, with its evidence.",)


@pytest.mark.parametrize("erased_on, says", [(ERASED_ON, "erased on Tuesday 1 December 2026: total"), (None, "withheld from you: total. Ask HR")])
def test_figures_that_are_gone_are_never_taken_for_none(erased_on: date | None, says: str):
    case = whole_change()
    act = replace(the_act(case, DiscloseScores), figures=AbsentFigures(erased_on))
    with pytest.raises(LetterCannotBeMade, match=says):
        letter_for(act, case.world.dossier(), case.world.context(), PEOPLE)


def test_a_field_that_is_withheld_is_told_as_withheld():
    case = whole_change()
    with pytest.raises(LetterCannotBeMade, match="withheld from you: letter. Ask HR to make the letter."):
        letter_for(without(the_act(case, WarnPerson), "letter", None), case.world.dossier(), case.world.context(), PEOPLE)


def test_every_name_that_is_missing_is_told_at_once():
    with pytest.raises(LetterCannotBeMade) as refused:
        Correspondence(Addressee(" "), "", Contact("Priya Nair", "HR adviser"))
    assert [problem.split(".")[0] for problem in refused.value.problems] == [
        "The letter has no name to go to",
        "Nobody signs the letter",
        "The letter names nobody to talk to",
    ]


def test_an_act_that_makes_no_letter_is_refused_with_those_that_do():
    case = whole_change()
    with pytest.raises(LetterCannotBeMade, match=r"No letter is made for change.propose. Letters are made for change.release_section_188"):
        letter_for(case.last(Propose), case.world.dossier(), case.world.context(), PEOPLE)


def test_a_letter_names_no_trust_and_no_employment_that_is_not_on_record():
    case = whole_change()
    nobody = replace(the_act(case, StatePayment), about="k999")
    with pytest.raises(LetterCannotBeMade, match="k999 is not on record as affected"):
        letter_for(nobody, case.world.dossier(), case.world.context(), PEOPLE)
    unfounded = replace(case.world.context(), bearing=Dossier(Fold()))
    with pytest.raises(LetterCannotBeMade, match="The trust's name is not on record"):
        a_letter_under(unfounded)


def a_letter_under(context: Any) -> Any:
    case = whole_change()
    return letter_for(the_act(case, WarnPerson), case.world.dossier(), context, PEOPLE)


def test_scores_without_sealed_criteria_and_a_statement_without_a_payment_make_no_letter():
    case = whole_change()
    with pytest.raises(LetterCannotBeMade, match="No criteria are sealed for cooks"):
        a_letter(DiscloseScores, pool="cooks")
    nothing = replace(the_act(case, StatePayment), figures={"other": 1})
    with pytest.raises(LetterCannotBeMade, match="The redundancy payment could not be worked out"):
        letter_for(nothing, case.world.dossier(), case.world.context(), PEOPLE)


def test_a_table_has_as_many_cells_in_each_row():
    with pytest.raises(ValueError, match="rows of different lengths"):
        Table("Points", ("A", "B"), (("1",),), (1, 1))
