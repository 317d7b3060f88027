"""How the sheets of a workbook look and what they let one type: headings, widths, formats, lists to choose from, hints."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from evenhand.workforce.dates import EARLIEST_YEAR, LATEST_YEAR
from evenhand.workforce.kinds import Number, OneOf, Refers
from evenhand.workforce.profiles import REQUIRED_MARK
from evenhand.workforce.tables import Column, table_named
from evenhand.workforce.words import first_words
from evenhand.workforce.workbook_layout import Place, layout_of

LAST_ROW = 1_048_575
HEADING_HEIGHT = 48
DATE_FORMAT, MONEY_FORMAT, TEXT_FORMAT = "dd/mm/yyyy", "#,##0.00", "@"
_WIDEST_COLUMN, _NARROWEST_COLUMN = 34, 13
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)  # the library reads no clock, and the same content gives the same bytes
_SCHOOLS_NAME = "SchoolNames"
_BLUE, _PALE, _LINE = "#1D3D66", "#EEF3F8", "#B1B4B6"
Book = Any
SheetBeingWritten = Any


class Dress:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Book) -> None:
        base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
        add = book.add_format
        self.title = add(base | {"font_size": 18, "bold": True, "font_color": _BLUE})
        self.subtitle = add(base | {"font_size": 13, "bold": True, "font_color": _BLUE})
        self.prose = add(base | {"text_wrap": True})
        self.bold = add(base | {"bold": True})
        self.link = add(base | {"font_color": "#1D4ED8", "underline": True})
        self.link_cell = add(base | {"font_color": "#1D4ED8", "underline": True, "border": 1, "border_color": _LINE})
        self.heading = add(base | {"bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE, "text_wrap": True, "border": 1, "border_color": _LINE})
        self.cell = add(base | {"text_wrap": True, "border": 1, "border_color": _LINE})
        self.correct = add(base | {"text_wrap": True, "bg_color": "#FFF7D6", "border": 1, "border_color": _LINE})
        self.text = add(base | {"num_format": TEXT_FORMAT})
        self.date = add(base | {"num_format": DATE_FORMAT, "align": "left"})
        self.money = add(base | {"num_format": MONEY_FORMAT})
        self.number = add(base)
        self.wrong = add(base | {"num_format": TEXT_FORMAT, "bg_color": "#FFF7D6"})
        self.wrong_date = add(base | {"num_format": DATE_FORMAT, "align": "left", "bg_color": "#FFF7D6"})

    def of(self, column: Column | None) -> Any:
        """The format of a column's cells. Text is text, so that zeros in front stay and 3-4 is no day."""
        if column is None or column.lists:
            return self.text
        number = column.mark(Number)
        if number and number.of == "pounds":
            return self.money
        return {date: self.date, Decimal: self.number, int: self.number}.get(column.type, self.text)


@contextmanager
def a_book(into: io.BytesIO, title: str) -> Iterator[tuple[Book, Dress]]:
    """
    A workbook to be written, closed at the end. What is written as text stays text, whatever sign it begins with.

    Raises ModuleNotFoundError where xlsxwriter is not installed.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(into, options) as book:
        book.set_properties({"title": title, "created": _MADE_AT, "comments": "Made by Evenhand"})
        yield book, Dress(book)


def name_the_schools(book: Book) -> None:
    """Give the names on the sheet of schools, as far as it is filled, a name of their own: the lists of schools are taken from there."""
    sheet = layout_of(table_named("schools")).name
    book.define_name(_SCHOOLS_NAME, f"=OFFSET('{sheet}'!$A$2,0,0,MAX(1,COUNTA('{sheet}'!$A:$A)-1),1)")


def dress_list(sheet: SheetBeingWritten, dress: Dress, places: Sequence[Place]) -> None:
    """Write the headings and set up everything below them for typing."""
    sheet.set_row(0, HEADING_HEIGHT)
    sheet.freeze_panes(1, 0)
    print_well(sheet)
    for position, place in enumerate(places):
        sheet.set_column(position, position, width_of(place.heading, place.column), dress.of(place.column))
        sheet.write_string(0, position, heading_text(place), dress.heading)
        sheet.data_validation(1, position, LAST_ROW, position, _validation(place))


def print_well(sheet: SheetBeingWritten) -> None:
    """Landscape, one page wide, the headings on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def heading_text(place: Place) -> str:
    """The heading, and in words whether every row must fill the column."""
    return f"{place.heading}{REQUIRED_MARK}" if place.is_required else place.heading


def width_of(heading: str, column: Column | None) -> int:
    """So many characters wide that headings break between words and most values fit."""
    longest_word = max(map(len, heading.split()))
    is_text = column is None or column.lists or column.type is str
    usual = 22 if is_text else _NARROWEST_COLUMN
    return min(_WIDEST_COLUMN, max(usual, longest_word + 5, len("(required)") + 4))


def choices_of(column: Column) -> list[str]:
    """What can be chosen in the column's list, if it has one of its own."""
    if column.type is bool:
        return ["Yes", "No"]
    one_of = column.mark(OneOf)
    return first_words(one_of.words) if one_of and get_origin(column.type) is Literal and get_args(column.type) else []


def _validation(place: Place) -> dict[str, Any]:
    message = f"{'Required. ' if place.is_required else ''}{place.hint}"[:_LONGEST_MESSAGE]
    told = {"input_title": place.heading[:_LONGEST_TITLE], "input_message": message, "error_title": "This cannot be read"}
    return _allowed(place.column) | told


def _allowed(column: Column | None) -> dict[str, Any]:
    if column is None or column.lists:
        return {"validate": "any"}
    if choices := choices_of(column):
        return {"validate": "list", "source": choices, "error_message": "Choose one from the list."}
    refers = column.mark(Refers)
    if refers and refers.table == "schools":  # the central team may be written as well, so that nothing is stopped
        return {"validate": "list", "source": f"={_SCHOOLS_NAME}", "show_error": False}
    if column.type is date:
        says = "Write a day that there is, as 31/12/2026, with all four digits of the year."
        return {"validate": "date", "criteria": "between", "error_message": says} | {
            "minimum": date(EARLIEST_YEAR, 1, 1), "maximum": date(LATEST_YEAR, 12, 31)
        }  # fmt: skip
    number = column.mark(Number)
    return _bounded(number, column.type is int) if number else {"validate": "any"}


def _bounded(number: Number, is_whole: bool) -> dict[str, Any]:
    kind = {"validate": "integer" if is_whole else "decimal"}
    low, high = number.above if number.above is not None else number.at_least, number.at_most
    says = f"Write a number ({number.of})"
    if high is not None:
        return kind | {"criteria": "between", "minimum": str(low or 0), "maximum": str(high), "error_message": f"{says} from {low} to {high}."}
    criteria = ">" if number.above is not None else ">="
    return kind | {"criteria": criteria, "value": str(low or 0), "error_message": f"{says}, {low} or more."}
