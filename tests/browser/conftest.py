"""What tests of the whole site in a browser may ask for."""

from evenhand_web.config.starting import set_up_django

set_up_django()  # before any test module imports a model

from tests.pages.browser import address, browsed_site, chromium, page_at  # noqa: E402
from tests.site.demonstrations import a_served_demonstration, loaded_once  # noqa: E402
from tests.site.postgres import postgres  # noqa: E402
from tests.site.sites import a_site, database_named, templates  # noqa: E402

__all__ = ["a_served_demonstration", "a_site", "address", "browsed_site", "chromium", "database_named", "loaded_once", "page_at", "postgres", "templates"]
