"""What every test of sign-in may ask for."""

from tests.site.conftest import a_site, database_named, postgres, templates

__all__ = ["a_site", "database_named", "postgres", "templates"]
