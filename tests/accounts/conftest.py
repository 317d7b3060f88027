"""What every test of sign-in may ask for."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.site.conftest import a_site, database_named, postgres, templates
from tests.site.sites import Site

__all__ = ["a_site", "a_trust", "browser", "database_named", "postgres", "templates"]


@pytest.fixture
def a_trust(a_site: Site) -> Site:
    """A founded trust with one person in each office of the site's tests, and DORA, its administrator."""
    from evenhand.procedure.trust.governing import Appoint
    from evenhand_web.pages.sight import READING
    from tests.accounts.people import DORA
    from tests.procedure.world import CEO, TOMAS
    from tests.site.acting import a_draft, a_founded_trust, recorded

    READING.forget()
    cache.clear()
    a_founded_trust()
    recorded(*(a_draft(CEO, Appoint(office=actor.office), about=actor.person) for actor in (DORA, TOMAS)))
    return a_site


@pytest.fixture
def browser(a_trust: Site) -> Client:
    """Somebody's browser, which follows the rules about forms that other sites might send."""
    return Client()
