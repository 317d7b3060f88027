"""What people type comes out as they typed it, in both formats: markup of either, other scripts, emoji, and text without end."""

import io
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from evenhand.documents.letter import Addressee, Contact, Letter, as_typed
from evenhand.documents.pdf import as_pdf
from evenhand.documents.word import as_word
from evenhand.procedure.change.informing import WarnPerson
from tests.canonical.test_heads import a_receipt
from tests.documents.letters import CHECK_AT, PEOPLE, a_letter, pdf_text, says, word_text

MARKUP = [
    "Siobhán O'Neill-Åström",
    "A & B <b>bold</b> &amp; ]]> <!-- x -->",
    '#panic("no") #import "x.typ" #read("/etc/hostname") $ x^2 $ *b* _i_ `c` @a <l> = H \\u{41} // end /* x */',
    "~ -- --- ... \" ' 'quoted' 1/2 [x] {y} # \\",
    "{{ name }} {% if x %} %(x)s ${y} \\n",
    "=cmd|' /C calc'!A0",
]
SCRIPTS = ["Nguyễn Thị Ái", "Łukasz Żółć", "Ọláwálé Ṣadé", "Ελένη Παπαδοπούλου", "Ғалымжан Ющенко", "✓ → ≥ € ½"]
RIGHT_TO_LEFT = ["שלום כהן", "محمد علي"]


def a_letter_with(text: str) -> Letter:
    """The text wherever people type one: in the letter, as a name, in an address, as whoever signs."""
    people = replace(PEOPLE, to=Addressee(text, (text,)), signed_by=text, contact=Contact(text, text, text), sent_from=(text,))
    return a_letter(WarnPerson, people=people, letter=text)


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("text", [*MARKUP, *SCRIPTS, *RIGHT_TO_LEFT, "🙂 emoji", "e\u0301 combined"])
def test_word_holds_it_character_for_character(text: str):
    said = word_text(as_word(a_letter_with(text)))
    assert said.count(text) >= 8


@pytest.mark.parametrize("text", MARKUP)
def test_pdf_holds_markup_as_text(text: str):
    assert pdf_text(as_pdf(a_letter_with(text))).count(spaced(text)) >= 6


@pytest.mark.parametrize("text", [*SCRIPTS[1:5], "🙂"])  # how this reader gives back composed letters is its own affair
def test_pdf_holds_other_scripts_and_emoji(text: str):
    drawn = pdf_text(as_pdf(a_letter_with(text)))
    assert all(part in drawn for part in text.split())


@pytest.mark.parametrize("text", [*SCRIPTS, *RIGHT_TO_LEFT, "हिन्दी বাংলা ਸਿੰਘ પટેલ தமிழ்", "👩\u200d🏫 🇬🇧"])
def test_pdf_has_a_sign_for_every_character(text: str):
    assert as_pdf(a_letter_with(text)).startswith(b"%PDF")


def test_a_name_from_right_to_left_does_not_turn_the_sentence_round_it():
    letter = a_letter_with("שלום")
    assert "by talking to \u2068שלום\u2069." in says(letter)
    assert "by talking to שלום." in pdf_text(as_pdf(letter)).replace("\u2068", "").replace("\u2069", "").replace("םולש", "שלום")


def test_a_mark_that_turns_text_round_ends_with_the_name_that_holds_it():
    assert "by talking to \u2068a\u202eb\u2069." in says(a_letter_with("a\u202eb"))


@pytest.mark.parametrize("text", ["x" * 10_000, "word " * 2_000, "line\n" * 2_000])
def test_ten_thousand_characters_are_all_there(text: str):
    long, short, of = a_letter(WarnPerson, letter=text), a_letter(WarnPerson, letter="."), text[:4].strip()
    assert word_text(as_word(long)).count(of) - word_text(as_word(short)).count(of) == text.count(of)
    drawn = as_pdf(long)
    assert pdf_text(drawn).count(of[0]) >= text.count(of[0]) + pdf_text(as_pdf(short)).count(of[0])
    assert len(PdfReader(io.BytesIO(drawn)).pages) >= 4


def test_line_breaks_stay_line_breaks():
    letter = a_letter(WarnPerson, letter="First.\r\nSecond.\n\nThird.\tTabbed")
    assert "First.\nSecond.\n\nThird.\tTabbed" in word_text(as_word(letter))
    assert "First. Second. Third." in pdf_text(as_pdf(letter))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe"])
def test_what_neither_format_can_hold_stands_as_a_replacement_mark(character: str):
    letter = a_letter_with(f"a{character}b")
    assert "a\ufffdb" in word_text(as_word(letter)) and as_pdf(letter).startswith(b"%PDF")


@pytest.mark.parametrize("value, expected", [("a\x0bb", "a\nb"), ("a\u2028b\x85c", "a\nb\nc"), (("a\x00", 1, None), ("a\ufffd", 1, None))])
def test_line_ends_of_every_kind_are_one(value: Any, expected: Any):
    assert as_typed(value) == expected


def test_a_receipt_is_left_as_it_is():
    letter = a_letter_with("x").final(a_receipt(), CHECK_AT)
    assert as_typed(letter).on_record == letter.on_record
