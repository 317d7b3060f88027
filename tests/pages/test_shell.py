"""What holds on every page whatever it is about: where one can go, how one is looking, what cannot be found, and how much is sent."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find, get_finders
from django.core.management import call_command
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from evenhand.procedure.audience import Office, Seat
from evenhand_web.config import clock, settings
from evenhand_web.pages.shell import navigation
from evenhand_web.pages.shell.modes import modes_of
from evenhand_web.pages.shell.navigation import LINKS, MOST_LINKS, links
from tests.accounts.signing_in import signed_in
from tests.site.sites import Site

SHELL = Path(navigation.__file__).parent
TEMPLATES = sorted(one for folder in settings.TEMPLATES[0]["DIRS"] for one in Path(folder).rglob("*.html"))
FIRST_VIEW_BYTES = 100 * 1024


# Where one can go


def test_every_office_and_nobody_has_links_and_at_most_six() -> None:
    assert set(LINKS) == {*Office, None}
    assert all(0 < len(table) <= MOST_LINKS for table in LINKS.values())


def test_links_stand_in_the_same_order_for_every_seat() -> None:
    order = ("Home", "Changes", "Trust", "Policy and law", "Assurance")
    for office, table in LINKS.items():
        shared = [order.index(text) for text, _ in table if text in order]
        assert shared == sorted(shared), office


def test_a_page_that_is_not_built_is_left_out_and_the_one_in_use_is_marked() -> None:
    class Two:
        urlpatterns = (path("home/", list, name="home"), path("changes/", list, name="changes"))

    with override_settings(ROOT_URLCONF=Two):
        table = (("Home", "home"), ("Changes", "changes"), ("Vacancies", "vacancies:all"))
        told = links(RequestFactory().get("/changes/CH-1/"), table)
        assert [(link["text"], link["current"]) for link in told] == [("Home", ""), ("Changes", "true")]
        assert links(RequestFactory().get("/changes/"), table)[1]["current"] == "page"


# How one is looking


def looking(**so: Any) -> HttpRequest:
    request = RequestFactory().get("/changes/CH-1/?on=2026-11-02")
    seat = Seat("asha", Office.HR_ADVISER)
    request.sight = SimpleNamespace(**({"seat": seat, "known_at": None, "on": clock.today(), "viewing_as": None} | so))  # type: ignore[attr-defined]
    return request


def test_as_oneself_today_and_for_real_there_is_no_bar() -> None:
    assert modes_of(looking(), demonstration=False) == []


def test_a_demonstration_says_that_nobody_is_real() -> None:
    assert modes_of(looking(), demonstration=True)[0]["text"].startswith("Demonstration. Nobody here is real.")


def test_a_past_day_or_position_is_said_with_the_way_back_to_today() -> None:
    past = modes_of(looking(known_at=812), demonstration=False)
    assert [bar["mark"] for bar in past] == ["past"]
    assert "number 812 of the record" in past[0]["text"]
    assert past[0]["link"]["text"] == "Return to today"
    assert past[0]["link"]["href"].endswith("?next=%2Fchanges%2FCH-1%2F")


def test_viewing_as_another_is_said_with_the_way_to_stop() -> None:
    viewing = modes_of(looking(viewing_as=Seat("", Office.UNION_REPRESENTATIVE, "UNISON")), demonstration=False)
    assert viewing[0]["text"].startswith("Viewing as a UNISON representative. You can look, not act")
    assert viewing[0]["link"]["text"] == "Stop"


# What cannot be found


@pytest.fixture
def visitor(browsed_site: Site) -> Client:
    return Client()


def test_not_found_is_told_in_the_same_words_at_every_address(visitor: Client) -> None:
    signed_in(visitor, "dev")
    pages = [visitor.get(at).content.decode() for at in ("/nowhere/", "/changes/CH-2026-99/", "/changes/CH-2026-01/people/")]
    assert len({re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages}) == 1
    assert "It may not exist, or it may not be for your seat." in pages[0]
    assert visitor.get("/nowhere/").status_code == 404


def test_a_fault_of_ours_gives_a_reference_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    from evenhand_web.pages.shell.errors import went_wrong

    answer = went_wrong(RequestFactory().get("/changes/"))
    assert answer.status_code == 500
    reference = re.search("reference <strong>(.+?)</strong>", answer.content.decode())
    assert reference and f"Reference {reference[1]}: GET /changes/" in caplog.text


# How it is drawn and sent


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: "/".join(one.parts[-2:]))
def test_no_template_has_a_style_or_script_of_its_own_or_a_disabled_control(template: Path) -> None:
    written = re.sub(r"\{%.*?%\}", "", template.read_text())
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", written)
    assert not re.search(r"<(button|input|select|textarea)[^>]*\sdisabled", written)


FIELDS = ("components/field", "components/fieldset", "{{ form }}", 'type="email"')


def test_no_form_is_stopped_by_the_browser_in_words_that_are_not_ours() -> None:
    stopped = [
        f"{template.name}: {opening}"
        for template in TEMPLATES
        for opening, inside in re.findall(r"(<form[^>]*>)(.*?)</form>", template.read_text(), re.DOTALL)
        if any(drawn in inside for drawn in FIELDS) and "novalidate" not in opening
    ]
    assert not stopped


@pytest.mark.parametrize("component", sorted((SHELL / "templates" / "components").glob("*.html")), ids=lambda one: one.name)
def test_every_component_says_what_it_takes(component: Path) -> None:
    assert component.read_text().startswith(("{# ", "{% comment %}"))
    get_template(f"components/{component.name}")


def test_the_vendored_looks_carry_no_crown_no_font_and_no_address_that_breaks() -> None:
    styles = sorted((SHELL / "static").glob("*-*/*.css"))
    assert [one.name for one in styles] == ["govuk-frontend.min.css", "moj-frontend.min.css"]
    for style in styles:
        written = style.read_text()
        assert "GDS Transport" not in written and "@font-face" not in written and "sourceMappingURL" not in written
        for address in re.findall(r"url\(([^)]+)\)", written):
            assert (style.parent / address).is_file(), address
            assert "crest" not in address and "crown" not in address
        assert (style.parent / "LICENSE").is_file()
        assert "sourceMappingURL" not in style.with_suffix("").with_suffix(".min.js").read_text()


def test_files_are_found_where_they_lie_before_anything_is_collected() -> None:
    assert find("evenhand/evenhand.css")
    assert [path for finder in get_finders() for path, _ in finder.list([]) if path == "evenhand/evenhand.js"]


def test_the_first_view_is_at_most_100_kilobytes_as_sent(visitor: Client) -> None:
    page = visitor.get("/").content
    named = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    assert len(named) >= 4
    sent = len(page) + sum(len(gzip.compress(Path(str(find(name))).read_bytes())) for name in named)
    assert sent <= FIRST_VIEW_BYTES


def test_collected_files_have_the_hash_in_their_names_and_a_compressed_copy(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        hashed = [one.name for one in (tmp_path / "evenhand").iterdir()]
        assert [one for one in hashed if re.fullmatch(r"evenhand\.[0-9a-f]{12}\.css", one)]
        assert [one for one in hashed if re.fullmatch(r"evenhand\.[0-9a-f]{12}\.css\.gz", one)]
