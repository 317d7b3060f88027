"""Letters to test with, made from a whole change in memory; and what a reader finds in a file."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from docx import Document
from docx.table import Table as WordTable
from pypdf import PdfReader

from evenhand.documents.letter import Addressee, Bullets, Contact, Correspondence, Heading, KeyFacts, Letter, Paragraph, Table
from evenhand.documents.letters import letter_for
from evenhand.procedure.acts import Act, Body
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.change.leaving import NoticeGiven, ReleaseNotice
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import DiscloseScores
from tests.procedure.stages import SMALL, STEPS, Case, standing_before
from tests.procedure.world import ASHA

PEOPLE = Correspondence(
    to=Addressee("Dana Whitfield", ("12 Quay Lane", "Saltings", "SL1 2AB")),
    signed_by="Ben Cole",
    contact=Contact("Priya Nair", "HR adviser", "01632 960 114", "priya@marram.example", "8am to 4pm on school days"),
    sent_from=("1 Marram Way", "Saltings SL1 1AA"),
    names={"sam": "Sam Iqbal"},
)
CHECK_AT = "https://evenhand.marram.example/check/C-2026-1/3"
KINDS: tuple[type[Body], ...] = (ReleaseSection188, WarnPerson, DiscloseScores, DeclareAtRisk, ReleaseNotice, StatePayment)
OF_NOBODY = (ReleaseSection188,)


@cache
def whole_change(size: tuple[int, int] = SMALL) -> Case:
    """The headcount cut from proposal to the statement of payment; notice ends before the next cap on a week's pay is needed."""
    case = standing_before("give", size=size, ends_on=date(2027, 3, 31), first_dismissal_on=date(2027, 3, 31))
    STEPS["give"](case)
    given = case.last(NoticeGiven, case.leaver)
    case.world.act(ASHA, StatePayment(notice=given.position), about=case.leaver)
    return case


def the_act(case: Case, kind: type[Body]) -> Act[Any]:
    return case.last(kind, None if kind in OF_NOBODY else case.leaver)


def a_letter(kind: type[Body], case: Case | None = None, people: Correspondence = PEOPLE, **changes: Any) -> Letter:
    """The letter of that kind; `changes` are to the fields of the act's body."""
    case = case or whole_change()
    act = the_act(case, kind)
    act = replace(act, body=act.body.model_copy(update=changes)) if changes else act
    return letter_for(act, case.world.dossier(), case.world.context(), people)


@cache
def the_letter(kind: type[Body], size: tuple[int, int] = SMALL) -> Letter:
    return a_letter(kind, whole_change(size))


def texts(letter: Letter) -> Iterator[str]:
    """Every text of the letter, in the order in which it is read."""
    yield from (letter.trust, *letter.sent_from, letter.to.name, *letter.to.lines, letter.reference, letter.subject, letter.greeting)
    for block in letter.blocks:
        match block:
            case Paragraph() | Heading():
                yield block.text
            case Bullets():
                yield from block.items
            case KeyFacts():
                yield from (text for fact in block.facts for text in fact)
            case Table():
                yield from (block.caption, *block.header, *(text for row in block.rows for text in row))
    yield from letter.sign_off


def says(letter: Letter) -> str:
    return "\n".join(texts(letter))


def tables(letter: Letter) -> dict[str, Table]:
    return {block.caption: block for block in letter.blocks if isinstance(block, Table)}


def facts(letter: Letter) -> dict[str, str]:
    return dict(fact for block in letter.blocks if isinstance(block, KeyFacts) for fact in block.facts)


def after(letter: Letter, heading: str) -> str:
    """What the letter says under a heading, up to the next of any level."""
    said, within = [], False
    for block in letter.blocks:
        if isinstance(block, Heading):
            within = block.text == heading
        elif within:
            said += list(texts(replace(letter, blocks=(block,))))[len(list(texts(replace(letter, blocks=())))) - 2 : -2]
    return "\n".join(said)


def pdf_text(pdf: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\u200b", "").split())


def word_text(word: bytes) -> str:
    return "\n".join("\n".join(cell.text for row in each.rows for cell in row.cells) if isinstance(each, WordTable) else each.text for each in _content(word))


def _content(word: bytes) -> Iterator[Any]:
    yield from Document(io.BytesIO(word)).iter_inner_content()
