"""The PDF: tagged, titled, in English, with text for its picture; the same bytes each time; and every text of the letter in it."""

import io
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from evenhand.documents import pdf
from evenhand.documents.letter import Addressee, Letter, LetterCannotBeMade
from evenhand.documents.pdf import as_pdf
from evenhand.documents.word import as_word
from evenhand.procedure.acts import Body
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.redeploying import DeclareAtRisk
from tests.canonical.test_heads import a_receipt
from tests.documents.letters import CHECK_AT, KINDS, PEOPLE, a_letter, pdf_text, texts, the_letter, word_text


def read(letter: Letter) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(letter)))


def tags(letter: Letter) -> list[str]:
    """The kinds of the structure's elements, in reading order."""
    found: list[str] = []

    def walk(element: object) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, dict):
            if "/S" in element:
                found.append(str(element["/S"])[1:])
            walk(element.get("/K", []))

    walk(read(letter).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_the_letter_is_in_it_in_order(kind: type[Body]):
    said, start = pdf_text(as_pdf(the_letter(kind))), 0
    for text in texts(the_letter(kind)):
        start = said.find(" ".join(text.split()), start)
        assert start >= 0, text


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_tagged_titled_and_in_english(kind: type[Body]):
    letter = the_letter(kind).final(a_receipt(), CHECK_AT)
    root = read(letter).trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in as_pdf(letter)
    assert read(letter).metadata.title == letter.subject


def test_its_headings_tables_and_lists_are_tagged_as_what_they_are():
    found = tags(the_letter(ReleaseSection188))
    assert found.count("H1") == 1 and found.count("H2") >= 10 and found.count("Table") == 4
    assert found.count("THead") == 4 and found.count("TH") == 15 and {"L", "LI", "TD"} <= set(found)


def test_the_code_has_words_for_whoever_cannot_see_it():
    letter = the_letter(DeclareAtRisk).final(a_receipt(), CHECK_AT)
    assert "Figure" in tags(letter)
    assert [str(each["/Alt"]) for each in _objects(letter) if each.get("/S") == "/Figure"] == [f"QR code that opens {CHECK_AT}"]


def _objects(letter: Letter) -> list[dict[str, object]]:
    reader = read(letter)
    found = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1)]
    return [each for each in found if isinstance(each, dict)]


def test_only_the_fonts_of_the_package_are_in_it():
    fonts = {str(each["/FontName"]).split("+")[-1].split("-")[0] for each in _objects(the_letter(ReleaseNotice)) if "/FontName" in each}
    assert fonts == {"AtkinsonHyperlegibleNext"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_letter_has_the_same_bytes_and_another_has_others(kind: type[Body]):
    letter = the_letter(kind)
    first = as_pdf(letter)
    as_pdf(replace(letter, greeting="Dear Lee Marsh"))
    assert as_pdf(letter) == first != as_pdf(replace(letter, greeting="Dear Lee Marsh"))


def test_a_fresh_compiler_draws_the_same_bytes():
    first = as_pdf(the_letter(ReleaseNotice))
    pdf._compiler.cache_clear()
    assert as_pdf(the_letter(ReleaseNotice)) == first


def test_two_threads_draw_what_one_does():
    letters = [replace(the_letter(DeclareAtRisk), greeting=f"Dear person {number}") for number in range(12)]
    alone, together = [as_pdf(letter) for letter in letters], [b""] * 12
    threads = [threading.Thread(target=lambda half=half: [together.__setitem__(n, as_pdf(letters[n])) for n in range(half, 12, 2)]) for half in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_a_character_that_no_font_has_is_refused_by_name():
    with pytest.raises(LetterCannotBeMade, match="The PDF has no sign for: 龍. Make the letter in Word"):
        as_pdf(replace(the_letter(DeclareAtRisk), greeting="Dear 龍"))


def test_a_warning_is_an_error(monkeypatch: pytest.MonkeyPatch):
    class Warns:
        def compile_with_warnings(self, **settings: object) -> object:
            return b"%PDF", [type("Warning", (), {"message": "unknown font family"})()]

    monkeypatch.setattr(pdf, "_compiler", Warns)
    with pytest.raises(RuntimeError, match="unknown font family"):
        as_pdf(the_letter(DeclareAtRisk))


def test_a_fault_of_the_template_is_not_laid_at_the_readers_door(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "broken.typ").write_text("#nothing-of-that-name")
    monkeypatch.setattr(pdf, "_compiler", lambda: typst.Compiler(tmp_path / "broken.typ", root=tmp_path))
    with pytest.raises(RuntimeError, match="the letter could not be drawn: unknown variable"):
        as_pdf(the_letter(DeclareAtRisk))


def test_a_letter_without_addresses_is_drawn_with_names_alone():
    letter = a_letter(DeclareAtRisk, people=replace(PEOPLE, to=Addressee("Dana Whitfield"), sent_from=()))
    assert "Marram Learning Trust Tuesday 3 November 2026 Dana Whitfield Reference: CH-1" in pdf_text(as_pdf(letter))
    assert "Marram Learning Trust\nTuesday 3 November 2026\nDana Whitfield\nReference: CH-1" in word_text(as_word(letter))
