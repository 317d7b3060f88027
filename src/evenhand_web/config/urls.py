"""Every address of the site, by folder of pages."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("evenhand_web.accounts.urls")),
    path("demonstration/", include("evenhand_web.demonstration.urls")),
    path("", include("evenhand_web.pages.public.urls")),
    path("", include("evenhand_web.pages.homes.urls")),
    path("propose/", include("evenhand_web.pages.proposing.urls")),
    path("changes/", include("evenhand_web.pages.record.urls")),
    path("changes/", include("evenhand_web.pages.changes.urls")),
    path("", include("evenhand_web.pages.steps.urls")),
    path("policy/", include("evenhand_web.pages.policy.urls")),
    path("trust/", include("evenhand_web.pages.trust.urls")),
    path("import/", include("evenhand_web.pages.importing.urls")),
    path("calendar/", include("evenhand_web.pages.calendar_feed.urls")),
    path("search/", include("evenhand_web.pages.searching.urls")),
    path("notices/", include("evenhand_web.pages.notified.urls")),
    path("", include("evenhand_web.pages.otherwise.urls")),
    path("seat/", include("evenhand_web.pages.seat.urls")),
    path("", include("evenhand_web.pages.letters.urls")),
]
handler404 = "evenhand_web.pages.shell.errors.not_found"
handler403 = "evenhand_web.pages.shell.errors.forbidden"
handler500 = "evenhand_web.pages.shell.errors.went_wrong"
