"""The Word document: real headings, header rows marked, British English, no text boxes; the same bytes each time; every text of the letter in it."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from evenhand.documents.letter import Heading, Letter, Table
from evenhand.documents.word import as_word
from evenhand.procedure.acts import Body
from evenhand.procedure.change.informing import ReleaseSection188
from evenhand.procedure.change.leaving import ReleaseNotice
from tests.canonical.test_heads import a_receipt
from tests.documents.letters import CHECK_AT, KINDS, texts, the_letter, word_text


def members(letter: Letter) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(as_word(letter))) as word:
        return {name: word.read(name) for name in word.namelist()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_the_letter_is_in_it_in_order(kind: type[Body]):
    said, start = word_text(as_word(the_letter(kind))), 0
    for text in texts(the_letter(kind)):
        start = said.find(text, start)
        assert start >= 0, text


@pytest.mark.parametrize("kind", KINDS)
def test_its_headings_are_headings_and_none_skips_a_level(kind: type[Body]):
    letter = the_letter(kind)
    styled = [(int(each.style.name[-1]), each.text) for each in Document(io.BytesIO(as_word(letter))).paragraphs if each.style.name.startswith("Heading")]
    expected = [(1, letter.subject), *((each.level, each.text) for each in letter.blocks if isinstance(each, Heading)), (2, "How to check this letter")]
    assert styled == expected
    levels = [level for level, _ in styled]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_each_table_has_its_header_row_marked_and_no_other():
    letter = the_letter(ReleaseSection188)
    word = Document(io.BytesIO(as_word(letter)))
    assert len(word.tables) == sum(isinstance(block, Table) for block in letter.blocks) == 4
    for table in word.tables:
        marked = [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)


def test_it_is_british_english_with_a_title_and_no_text_box():
    letter = the_letter(ReleaseNotice).final(a_receipt(), CHECK_AT)
    word = Document(io.BytesIO(as_word(letter)))
    assert (word.core_properties.title, word.core_properties.author, word.core_properties.language) == (letter.subject, "Marram Learning Trust", "en-GB")
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    assert not [each.tag for each in word.element.iter() if str(each.tag).endswith(("}txbxContent", "}textbox"))]


def test_the_code_is_a_picture_with_words_for_whoever_cannot_see_it():
    word = Document(io.BytesIO(as_word(the_letter(ReleaseNotice).final(a_receipt(), CHECK_AT))))
    assert [each.get("descr") for each in word.element.iter(qn("wp:docPr"))] == [f"QR code that opens {CHECK_AT}"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_letter_has_the_same_bytes_and_another_has_others(kind: type[Body]):
    letter = the_letter(kind).final(a_receipt(), CHECK_AT)
    assert as_word(letter) == as_word(letter) != as_word(replace(letter, greeting="Dear Lee Marsh"))


def test_nothing_in_it_says_when_it_was_written_but_the_letters_own_day():
    letter = the_letter(ReleaseNotice)
    with zipfile.ZipFile(io.BytesIO(as_word(letter))) as word:
        assert {member.date_time for member in word.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert members(letter)["docProps/core.xml"].count(b"2026-11-03T00:00:00Z") == 2


def test_a_block_that_word_does_not_know_is_an_error_and_never_left_out():
    with pytest.raises(TypeError, match="no such block as str"):
        as_word(replace(the_letter(ReleaseNotice), blocks=("text",)))
