"""A redundancy payment on the page: the recorded sum, its working line by line, and whatever it assumes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Block, Bullets, Heading, LetterCannotBeMade, Paragraph, Table
from evenhand.documents.phrases import pounds
from evenhand.documents.source import Source
from evenhand.law.answers import so_many


def payment_of(source: Source[Any]) -> Mapping[str, Any]:
    """The payment that the act recorded. Raises LetterCannotBeMade where it recorded none."""
    found: Mapping[str, Any] | None = source.figures.get("redundancy_pay")
    if found is None:
        raise LetterCannotBeMade(["The redundancy payment could not be worked out. Go back to the step: it says what is wrong with it."])
    return found


def sum_of(payment: Mapping[str, Any]) -> str:
    """The sum, or that there is none."""
    return pounds(payment["amount"]) if payment["eligible"] else "None"


def working(payment: Mapping[str, Any], what: str, level: Literal[2, 3]) -> list[Block]:
    """How the sum was reached, from the recorded figures, in figures and in sentences; `what` the sum is called, under headings of a `level`."""
    blocks: list[Block] = [Heading("How it was worked out", level)]
    if payment["eligible"]:
        weeks, years = Decimal(payment["weeks"]), int(payment["years"])
        rows = (
            ("Service counts up to", _day(payment["relevant_date"])),
            ("Whole years of service", so_many(years, "year")),
            ("Weeks of pay for them", so_many(weeks, "week")),
            ("A week's pay, as it counts", pounds(payment["weekly_pay_counted"])),
            (what, pounds(payment["amount"])),
        )
        blocks.append(Table("The sum", ("What", "How much"), rows, (3, 3), (1,), total=True))
    blocks += [Bullets(tuple(payment["because"])), Paragraph(f"Authorities: {'; '.join(payment['cites'])}.")]
    if payment["assumptions"]:
        blocks += [Heading("What it assumes", level), Bullets(tuple(f"Assumes: {assumed}" for assumed in payment["assumptions"]))]
    return blocks


def _day(iso: str) -> str:
    return day_in_words(date.fromisoformat(iso))
