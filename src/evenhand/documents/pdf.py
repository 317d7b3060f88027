"""A letter as tagged PDF (PDF/UA-1), drawn by Typst in the fonts that come with the package. What was typed travels as JSON, and is never markup."""

import json
import re
import threading
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from evenhand.calendars.words import day_in_words
from evenhand.documents.checking import CODE_MILLIMETRES, HEADING, check_of, code_as
from evenhand.documents.letter import Letter, LetterCannotBeMade, as_typed

_HERE = Path(__file__).parent
_NOT_DRAWN = re.compile("the text `(.+?)` could not be displayed", re.DOTALL)
_ONE_AT_A_TIME = threading.Lock()  # a compiler is not to be used by two threads at once


def as_pdf(letter: Letter) -> bytes:
    """The letter as PDF: the same bytes each time, tagged, with title, language and text for its picture.

    Raises LetterCannotBeMade where a text holds characters that no font of the package has: Word can still hold them.
    """
    moment = datetime.combine(letter.written_on, time(), UTC)
    inputs = {"letter": json.dumps(_data(as_typed(letter)))}
    try:
        with _ONE_AT_A_TIME:
            drawn, warnings = _compiler().compile_with_warnings(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=moment)
    except typst.TypstError as fault:
        raise _explained(fault) from fault
    if warnings or not isinstance(drawn, bytes):
        raise RuntimeError(f"the letter was drawn, but not as it should be: {[warning.message for warning in warnings]}")
    return drawn


@cache
def _compiler() -> typst.Compiler:
    """One compiler for all letters: it keeps the fonts and the template, so that a letter costs milliseconds."""
    return typst.Compiler(_HERE / "letter.typ", root=_HERE, font_paths=[_HERE / "fonts"], ignore_system_fonts=True)


def _explained(fault: typst.TypstError) -> Exception:
    """A text without a sign in any font is the reader's to mend; anything else is a fault of ours and stays as it is."""
    missing = dict.fromkeys(_NOT_DRAWN.findall(f"{fault.message}\n{fault.diagnostic}"))
    if not missing:
        return RuntimeError(f"the letter could not be drawn: {fault.message}")
    signs = ", ".join(sign.strip('"') for sign in missing)
    return LetterCannotBeMade([f"The PDF has no sign for: {signs}. Make the letter in Word, or write it in other letters."])


def _data(letter: Letter) -> dict[str, Any]:
    check = check_of(letter)
    return {
        "title": letter.title,
        "trust": letter.trust,
        "sent_from": letter.sent_from,
        "to": (letter.to.name, *letter.to.lines),
        "reference": letter.reference,
        "subject": letter.subject,
        "greeting": letter.greeting,
        "preview": letter.is_preview,
        "written_on": day_in_words(letter.written_on),
        "year": letter.written_on.year,
        "month": letter.written_on.month,
        "day": letter.written_on.day,
        "sign_off": letter.sign_off,
        "blocks": [{"kind": type(block).__name__, **asdict(block)} for block in letter.blocks],
        "check": {
            "heading": HEADING,
            "lines": check.lines,
            "alt": check.code_alt,
            "code": code_as("svg", check.address).decode() if check.address else None,
            "millimetres": CODE_MILLIMETRES,
        },
    }
