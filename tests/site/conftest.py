"""What every test of the site may ask for."""

from tests.site.postgres import postgres

__all__ = ["postgres"]
