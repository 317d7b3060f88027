"""Every component in every state, in a browser: readable to everybody, whole at every width, and to be looked at under var/pictures."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.accounts import signing_in as signing_in  # which gives the tests' site its secret key
from tests.pages.browser import no_axe_findings, nothing_beyond_the_edge, screenshot, served
from tests.pages.gallery import PAGES, GalleryHandler

WIDTHS = (1280, 375, 320)
AT_400_PER_CENT = {"width": 1280, "height": 1024}


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
