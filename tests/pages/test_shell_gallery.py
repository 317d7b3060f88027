"""Every component in every state, in a browser: readable to everybody, whole at every width, and to be looked at under var/pictures."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page

from tests.accounts import signing_in as signing_in  # which gives the tests' site its secret key
from tests.pages.browser import no_axe_findings, nothing_beyond_the_edge, screenshot, served
from tests.pages.gallery import PAGES, GalleryHandler

WIDTHS = (1280, 375)
NARROW = 320  # WCAG 2.2, 1.4.10: a window of 1280 px at 400 %
LARGE_TEXT = "html { font-size: 200% !important; }"  # 1.4.4: text twice as large, the window as it was


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    with served(GalleryHandler()) as at:
        yield at


@pytest.mark.parametrize("name", PAGES)
def test_it_is_clean_to_axe_and_whole_at_every_width(name: str, gallery: str, page_at: Callable[..., Page]) -> None:
    for width in WIDTHS:
        page = page_at(width)
        page.goto(f"{gallery}/{name}/")
        assert nothing_beyond_the_edge(page)
        assert no_axe_findings(page)
        screenshot(page, f"shell-{name}-{width}")


@pytest.mark.parametrize("name", ["components", "wrong-form", "phone"])
def test_it_can_be_read_at_400_per_cent(name: str, gallery: str, page_at: Callable[..., Page]) -> None:
    page = page_at(NARROW)
    page.goto(f"{gallery}/{name}/")
    assert nothing_beyond_the_edge(page)
    screenshot(page, f"shell-{name}-320")


@pytest.mark.parametrize("name", ["components", "wrong-form", "phone"])
def test_text_twice_as_large_is_not_cut(name: str, gallery: str, page_at: Callable[..., Page]) -> None:
    page = page_at(1280, bypass_csp=True)
    page.goto(f"{gallery}/{name}/")
    page.add_style_tag(content=LARGE_TEXT)
    assert nothing_beyond_the_edge(page)
    screenshot(page, f"shell-{name}-large-text")


@pytest.mark.parametrize("name", ["components", "wrong-form", "interruption"])
def test_it_can_be_read_in_forced_colours_and_in_print(name: str, gallery: str, page_at: Callable[..., Page]) -> None:
    page = page_at(1280, forced_colors="active")
    page.goto(f"{gallery}/{name}/")
    assert no_axe_findings(page)
    screenshot(page, f"shell-{name}-forced-colours")
    page.emulate_media(media="print", forced_colors="none")
    assert nothing_beyond_the_edge(page)
    assert page.get_by_role("main").is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()
    screenshot(page, f"shell-{name}-print")


@pytest.mark.parametrize("name", PAGES)
def test_it_says_the_same_without_script(name: str, gallery: str, page_at: Callable[..., Page]) -> None:
    with_it, without = page_at(1280), page_at(1280, script=False)
    for page in (with_it, without):
        page.goto(f"{gallery}/{name}/")
    told = [page.locator("h1, h2, h3, a, label, legend, th, td, dt, dd, input[type=submit]").all_inner_texts() for page in (with_it, without)]
    assert told[0] == told[1]


def test_the_keyboard_reaches_the_content_first_and_then_everything_in_order(gallery: str, page_at: Callable[..., Page]) -> None:
    page = page_at(1280)
    page.goto(f"{gallery}/components/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.get_by_role("region", name="Due").focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Due"


def test_an_error_is_told_in_the_title_in_the_summary_and_beside_the_field(gallery: str, page_at: Callable[..., Page]) -> None:
    page = page_at(375)
    page.goto(f"{gallery}/wrong-form/")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.classList.contains('govuk-error-summary')")
    page.get_by_role("link", name="February 2027 has only 28 days.").click()
    assert page.evaluate("document.activeElement.name") == "day_day"
    assert page.locator("#id_day_error").inner_text().split("\n") == ["Error:", "February 2027 has only 28 days."]


def test_collected_files_come_compressed_by_their_hashed_names_and_the_script_runs(tmp_path: Path, page_at: Callable[..., Page]) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        with served(GalleryHandler()) as at:
            page = page_at(1280)
            came = []
            page.on("response", lambda got: came.append(got))
            page.goto(f"{at}/empty-form/", wait_until="networkidle")
            styles = [got for got in came if got.url.endswith(".css")]
            assert len(styles) == 3
            for style in styles:
                assert re.search(r"\.[0-9a-f]{12}\.css$", style.url)
                assert style.headers["content-encoding"] == "gzip"
                assert "immutable" in style.headers["cache-control"]
            assert page.evaluate("document.body.classList.contains('govuk-frontend-supported')")
            assert page.get_by_text("You have 4,000 characters remaining").count()
