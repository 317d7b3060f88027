"""What every test of the site may ask for."""

from evenhand_web.config.starting import set_up_django

set_up_django()  # before any test module imports a model

from tests.site.demonstrations import a_demonstration, a_served_demonstration, loaded_once  # noqa: E402
from tests.site.postgres import postgres  # noqa: E402
from tests.site.sites import a_site, database_named, templates  # noqa: E402

__all__ = ["a_demonstration", "a_served_demonstration", "a_site", "database_named", "loaded_once", "postgres", "templates"]
