"""Files that once slipped through: each is sent again as it was made."""

import pytest

from tests.site.sent_files import a_bomb, a_document, altered, an_email, refused, sent

ODD_TABLES = ["　=1+1", " =cmd", "＝1+1", "＠SUM(A1)", "－2+cmd", "\u200b=1+1"]


def related(kind: str, target: str, mode: str = "") -> bytes:
    relation = f'<Relationship Id="r9" Type="http://x.example/{kind}" Target="{target}"{mode}/></Relationships>'
    return altered("word/_rels/document.xml.rels", b"</Relationships>", relation.encode())


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "vbaProject"])
def test_a_part_that_acts_is_told_by_what_it_is_for_whatever_it_is_called(kind: str):
    (told,) = refused("note.docx", related(kind, "media/picture.png"))
    assert "has a macro, a control, a link or another file inside it" in told


@pytest.mark.parametrize(("target", "mode"), [("http://x.example/t.dotm", ""), ("\\\\x.example\\t.dotm", ""), ("t.dotm", ' TargetMode="external"')])
def test_a_template_from_elsewhere_is_refused_however_that_is_written(target: str, mode: str):
    (told,) = refused("note.docx", related("attachedTemplate", target, mode))
    assert "fetches something from elsewhere" in told


def test_a_page_that_a_person_clicks_on_is_no_such_thing():
    assert sent("note.docx", related("hyperlink", "https://x.example/page", ' TargetMode="External"')).name == "note.docx"


@pytest.mark.parametrize("name", ["word//document.xml", "word\\document.xml", "./word/document.xml"])
def test_one_part_under_two_names_is_refused(name: str):
    assert "has the same part packed inside it twice" in refused("note.docx", a_bomb({name: b"<w:document/>"}))[0]


@pytest.mark.parametrize("cell", ODD_TABLES)
def test_what_some_spreadsheet_takes_for_a_formula_is_told(cell: str):
    assert "has 1 cell that a spreadsheet may run" in sent("list.csv", f"Name,Posts\n{cell},3\n".encode()).told[0]


@pytest.mark.parametrize("cell", [" -5", "+44 7700 900123", "　3", "＋5"])
def test_a_number_is_a_number_however_it_is_written(cell: str):
    assert sent("list.csv", f"Name,Posts\n{cell},3\n".encode()).told == ()


@pytest.mark.parametrize("name", ["form.html", "run.js", "mend.bat", "go.HTA"])
def test_an_email_brings_in_no_text_that_runs(name: str):
    (told,) = refused("note.eml", an_email((name, b"<script>alert(1)</script>")))
    assert f"carries {name} (25 bytes), which would run when it is opened" in told
    assert sent("note.eml", an_email(("invite.ics", b"BEGIN:VCALENDAR"))).name == "note.eml"


def test_an_email_that_is_a_file_and_nothing_else_is_looked_into():
    whole = b"From: a\nDate: b\nContent-Type: application/octet-stream; name=a.exe\nContent-Transfer-Encoding: base64\n\nTVqQ\n"
    assert "carries a.exe" in refused("note.eml", whole)[0]
    assert sent("note.docx", a_document()).name == "note.docx"
