"""A session ends by itself, whatever the site's clock says, and with it everything that only its owner may see."""

from django.test import Client

from evenhand_web.accounts.sessions import why_ended
from tests.accounts.signing_in import signed_in
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite


def test_somebody_just_signed_in_stays_signed_in(a_site: Site):
    client = Client()
    signed_in(client, "asha")
    assert why_ended(client.session) is None
