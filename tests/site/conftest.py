"""What every test of the site may ask for."""

from evenhand_web.config.starting import set_up_django

set_up_django()  # before any test module imports a model

from tests.site.postgres import postgres  # noqa: E402
from tests.site.sites import a_site, database_named, templates  # noqa: E402

__all__ = ["a_site", "database_named", "postgres", "templates"]
