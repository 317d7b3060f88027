"""A letter as Word (.docx): real headings, tables whose header row is marked, British English, no text boxes."""

import io
import zipfile
from datetime import UTC, datetime, time
from functools import singledispatch

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from evenhand.calendars.words import day_in_words
from evenhand.documents.checking import BLANK, CODE_MILLIMETRES, HEADING, check_of, code_as
from evenhand.documents.letter import LANGUAGE, Block, Bullets, Heading, KeyFacts, Letter, Paragraph, Table, as_typed

_FONT = "Arial"  # on every machine that has Word; the package's own fonts are for PDF
_OLDEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)
_STYLES = {  # size, and the space above and below, in points
    "Normal": (11.5, 0, 8),
    "Heading 1": (17, 14, 10),
    "Heading 2": (13.5, 16, 6),
    "Heading 3": (11.5, 12, 4),
    "Caption": (11, 12, 4),
}
_PAGE_MILLIMETRES, _MARGIN_MILLIMETRES = (210, 297), 24


def as_word(letter: Letter) -> bytes:
    """The letter as a Word document: the same bytes each time."""
    letter = as_typed(letter)
    word = _empty(letter)
    _head(word, letter)
    for block in letter.blocks:
        _add(block, word)
    _lines(word, letter.sign_off).paragraph_format.space_before = Pt(24)
    _check(word, letter)
    saved = io.BytesIO()
    word.save(saved)
    return _without_dates(saved.getvalue())


def _empty(letter: Letter) -> WordDocument:
    word = Document()
    about = word.core_properties
    about.title, about.author, about.last_modified_by, about.language = letter.title[:255], letter.trust[:255], letter.trust[:255], LANGUAGE
    about.created = about.modified = datetime.combine(letter.written_on, time(), UTC)
    about.comments, about.revision = "", 1
    page = word.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in _PAGE_MILLIMETRES)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN_MILLIMETRES)
    _set_styles(word)
    page.header.paragraphs[0].text = "Preview. Not on record, and not sent." if letter.is_preview else letter.reference
    _number_pages(page.footer.paragraphs[0], letter.trust)
    return word


def _set_styles(word: WordDocument) -> None:
    for name, (size, above, below) in _STYLES.items():
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = _FONT, Pt(size), name != "Normal", None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [each for each in fonts.attrib if "Theme" in each or each == qn("w:eastAsia")]:
            del fonts.attrib[theme]
        fonts.set(qn("w:hAnsi"), _FONT)
        fonts.set(qn("w:cs"), _FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = name != "Normal"
    for language in [*word.styles.element.iter(qn("w:lang")), *word.settings.element.iter(qn("w:themeFontLang"))]:
        language.set(qn("w:val"), LANGUAGE)


def _number_pages(footer: WordParagraph, trust: str) -> None:
    footer.add_run(f"{trust}. Page ")
    for kind in ("begin", None, "end"):
        run = footer.add_run()
        part = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            part.text = "PAGE"
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _head(word: WordDocument, letter: Letter) -> None:
    _bold(word.add_paragraph(), letter.trust)
    if letter.sent_from:
        _lines(word, letter.sent_from)
    word.add_paragraph(day_in_words(letter.written_on))
    _lines(word, (letter.to.name, *letter.to.lines))
    word.add_paragraph(f"Reference: {letter.reference}")
    word.add_heading(letter.subject, 1)
    word.add_paragraph(letter.greeting)


def _lines(word: WordDocument, lines: tuple[str, ...]) -> WordParagraph:
    return word.add_paragraph("\n".join(lines))


def _bold(paragraph: WordParagraph, text: str) -> Run:
    run = paragraph.add_run(text)
    run.bold = True
    return run


@singledispatch
def _add(block: Block, word: WordDocument) -> None:
    raise TypeError(f"there is no such block as {type(block).__name__}")


@_add.register
def _(block: Paragraph, word: WordDocument) -> None:
    word.add_paragraph(block.text)


@_add.register
def _(block: Heading, word: WordDocument) -> None:
    word.add_heading(block.text, block.level)


@_add.register
def _(block: Bullets, word: WordDocument) -> None:
    for item in block.items:
        word.add_paragraph(item, style="List Bullet")


@_add.register
def _(block: KeyFacts, word: WordDocument) -> None:
    for label, value in block.facts:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(4)
        _border(paragraph, ("left",), 24)
        _bold(paragraph, f"{label}: ")
        paragraph.add_run(value)


@_add.register
def _(block: Table, word: WordDocument) -> None:
    word.add_paragraph(block.caption, style="Caption")
    table = word.add_table(rows=0, cols=len(block.header), style="Table Grid")
    table.autofit = False
    unit = (_PAGE_MILLIMETRES[0] - 2 * _MARGIN_MILLIMETRES) / sum(block.widths)
    for place, texts in enumerate((block.header, *block.rows)):
        row = table.add_row()
        stands_out = place == 0 or (block.total and place == len(block.rows))
        for column, text in enumerate(texts):
            _fill(row.cells[column], text, stands_out, column in block.numbers, block.widths[column] * unit)
        _keep_whole(row, heads=place == 0)
    for column, share in enumerate(block.widths):
        table.columns[column].width = Mm(share * unit)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: _Cell, text: str, stands_out: bool, is_number: bool, width_millimetres: float) -> None:
    cell.width = Mm(width_millimetres)
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_number else None
    paragraph.add_run(text).bold = stands_out or None


def _keep_whole(row: _Row, *, heads: bool) -> None:
    """No row breaks over two pages; the first is marked as the header, and comes again on each page."""
    settings = row._tr.get_or_add_trPr()
    settings.append(OxmlElement("w:cantSplit"))
    if heads:
        settings.append(OxmlElement("w:tblHeader"))


def _border(paragraph: WordParagraph, sides: tuple[str, ...], eighths_of_a_point: int) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths_of_a_point)), ("space", "8"), ("color", "666666")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    settings = paragraph._p.get_or_add_pPr()
    settings.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _check(word: WordDocument, letter: Letter) -> None:
    """The code, or a bordered blank as high, then how to check the letter."""
    check = check_of(letter)
    word.add_heading(HEADING, 2)
    place = word.add_paragraph()
    place.paragraph_format.keep_with_next = True
    if check.address is None:
        place.add_run(BLANK).font.size = Pt(9)  # on one line, or the blank would be twice as high
        place.paragraph_format.line_spacing = Mm(CODE_MILLIMETRES)
        place.paragraph_format.right_indent = Mm(_PAGE_MILLIMETRES[0] - 2 * _MARGIN_MILLIMETRES - 3 * CODE_MILLIMETRES)
        _border(place, ("top", "left", "bottom", "right"), 4)
    else:
        picture = place.add_run().add_picture(io.BytesIO(code_as("png", check.address, scale=8)), height=Mm(CODE_MILLIMETRES))
        picture._inline.docPr.set("descr", check.code_alt)
    for line in check.lines:
        word.add_paragraph(line)


def _without_dates(saved: bytes) -> bytes:
    """The same file with no word of when or on what machine it was written."""
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as given, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _OLDEST_IN_A_ZIP)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            taken.writestr(member, given.read(name))
    return rewritten.getvalue()
