"""The demonstration: a trust that does not exist, two changes in it told a day at a time, and a card to sign in by for each role.

`script/` is the story, `playing` performs it through the ledger, `loading` keeps a copy of the end to start again from, `views` is what visitors see.
"""

from django.http import HttpRequest, HttpResponse


def start_page(request: HttpRequest) -> HttpResponse:
    """The demonstration's start page; the site's own asks for it where this is a demonstration."""
    from evenhand_web.demonstration import views  # not before the models are there: Django imports this package first

    return views.start_page(request)
