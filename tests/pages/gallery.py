"""Every component in every state, on pages that only the tests serve: to be looked at, and to be read by axe."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from evenhand_web.pages.shell import errors
from evenhand_web.pages.shell.forms import DayField, Form, PoundsField, ReasonsField, YesNoField

ADVISER = {
    "trust_name": "Marram Learning Trust",
    "seat_words": "HR adviser",
    "change_seat": "#seat",
    "navigation": [
        {"text": text, "href": f"#{text}", "current": "page" if text == "Changes" else ""}
        for text in ("Home", "Changes", "People", "Vacancies", "Relations", "Policy and law")
    ],
    "account_links": [{"text": text, "href": f"#{text}", "current": ""} for text in ("Notices (3 unread)", "Asha Rahman", "Sign out")],
    "footer_links": [{"text": text, "href": f"#{text}", "current": ""} for text in ("Accessibility", "Privacy", "Contact", "Guide")],
}
EVERY_MODE = [
    {"mark": "demonstration", "text": "Demonstration. Nobody here is real. Today is Tuesday 12 January 2027."},
    {
        "mark": "past",
        "text": "As it stood on Tuesday 12 January 2027, under that day's law and policy. You can look, not act.",
        "link": {"text": "Return to today", "href": "#today"},
    },
    {
        "mark": "viewing",
        "text": "Viewing as a UNISON representative. You can look, not act, and see no more than you may see yourself.",
        "link": {"text": "Stop", "href": "#stop"},
    },
]


class Everything(Form):
    title = forms.CharField(label="Name of the change", help_text="As it will stand on every page.")
    day = DayField(label="Date consultation began", help_text="For example, 2 11 2026.")
    saving = PoundsField(label="Saving a year", help_text="Before the cost of redundancies.")
    answered = YesNoField(label="Has every point been answered in writing?")
    reasons = ReasonsField(label="Reasons", help_text="The unions will see them.")
    posts = forms.IntegerField(label="Number of posts", min_value=1)
    union = forms.ChoiceField(label="Union", choices=[("", "Choose one"), ("unison", "UNISON"), ("gmb", "GMB")])
    outcome = forms.ChoiceField(
        label="Outcome", choices=[("accepted", "Accepted"), ("part", "Accepted in part"), ("not", "Not accepted")], widget=forms.RadioSelect
    )
    headings = forms.MultipleChoiceField(
        label="What was talked about?",
        choices=[("avoid", "Avoiding dismissals"), ("reduce", "Reducing them"), ("soften", "Softening them")],
        widget=forms.CheckboxSelectMultiple,
    )
    sure = forms.BooleanField(label="The unions have seen this text")
    proof = forms.FileField(label="Proof of sending")
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    born = DayField(label="Date of birth", required=False, widget=DayField.widget(attrs={"autocomplete": "bday"}))
    command = forms.CharField(widget=forms.HiddenInput, initial="1b2c", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].hints = {"part": "Say which part, and why not the rest."}  # type: ignore[attr-defined]


WRONG = {
    "title": "",
    "day_day": "31",
    "day_month": "February",
    "day_year": "2027",
    "saving": "lots",
    "reasons": "x" * 4001,
    "posts": "0",
    "union": "nobody",
    "email": "here",
}


STAGES = ["Proposing", "Consulting", "Avoiding", "Slotting", "Selecting", "Redeploying", "Leaving", "Appealing"]
CONTEXT = {
    "crumbs": [{"text": "Home", "href": "#home"}, {"text": "Changes", "href": "#changes"}, {"text": "Saltings support staff"}],
    "crumbs_links": [{"text": "See as it stood", "href": "#then"}, {"text": "View as", "href": "#as"}],
    "facts": [
        "Restructure",
        "Saltings Academy",
        "Lead Ben Cole, adviser Asha Rahman",
        "Policy of 2 November 2020",
        "Proposed dismissals within any 90 days: 45 here by policy, 43 by statute",
    ],
    "names": ["Asha Rahman", "Ben Cole", "Priya Nair", "Joan Price"],
    "stages": [
        {"text": one, "state": "done" if at < 1 else "now" if at < 3 else "", "note": "cannot start yet" if at == 3 else ""} for at, one in enumerate(STAGES)
    ],
    "tabs": [
        {"text": one, "href": f"#{one}", "current": one == "Overview"}
        for one in ("Overview", "People", "Consultation", "Selection", "Placing", "Timetable and money", "Documents", "Record")
    ],
    "due_columns": ["What", {"text": "By when", "sorted": "ascending", "href": "#sort"}, "Who owes it", {"text": "People", "numeric": True}, "Rule", "State"],
    "due": [
        [
            {"text": "Reply to 3 points", "href": "#reply", "about": "from UNISON"},
            "the end of Friday 28 May 2027",
            "The trust",
            0,
            "3.7",
            {"text": "Overdue", "tag": "red"},
        ],
        ["Answer the request for figures", "the end of Monday 31 May 2027", "Asha Rahman", "1,204", "TULRCA 1992 s.188", {"text": "To do", "tag": "blue"}],
        ["Serve the notice", "Monday 2 November 2026", "The trust", "46", "TULRCA 1992 s.188", "Done"],
    ],
    "nothing": [],
    "tasks": [
        {"text": "Record a meeting", "href": "#meeting", "status": "To do", "colour": "blue"},
        {"text": "Reply to points", "href": "#reply", "hint": "9 of 12 are answered.", "status": "Draft", "colour": "light-blue"},
        {
            "text": "Give notice",
            "hint": "Consultation is not finished: 3 points from UNISON have no written reply.",
            "status": "Cannot start yet",
            "colour": "cannot",
        },
        {"text": "Serve the notice", "href": "#served", "status": "Done"},
    ],
    "events": [
        {
            "title": "Replies released",
            "by": "Asha Rahman",
            "at": "14:00 on Friday 4 December 2026",
            "datetime": "2026-12-04T14:00",
            "text": "12 replies to UNISON.",
            "href": "#812",
        },
        {"title": "Meeting recorded", "at": "10:42 on Monday 9 November 2026"},
    ],
    "previous": {"href": "#1", "label": "1 to 50"},
    "next": {"href": "#3", "label": "101 to 150"},
    "pages": [{"number": 1, "href": "#1"}, {"number": 2, "href": "#2", "current": True}, {"gap": True}, {"number": 9, "href": "#9"}],
    "summary": [
        {"key": "First dismissal", "value": "Not before Thursday 3 December 2026", "href": "#change"},
        {"key": "Consultation", "value": ["Open since Monday 2 November 2026", "Not closed"]},
        {"key": "Most the trust could owe", "value": "£449,486", "href": "#working", "action": "Working", "about": "of what the trust could owe"},
    ],
    "selected": [{"text": "UNISON", "href": "#none"}],
}


def shown(template: str, request: HttpRequest, **context: Any) -> HttpResponse:
    written = (Path(__file__).parent / "gallery_templates" / f"{template}.html").read_text()
    return HttpResponse(engines["django"].from_string(written).render(ADVISER | context, request))


class Chosen(Form):
    union = forms.ChoiceField(label="Union", choices=[("", "All"), ("unison", "UNISON")], required=False)


def components(request: HttpRequest) -> HttpResponse:
    return shown("components", request, **CONTEXT, filter_fields=list(Chosen()), modes=EVERY_MODE)


def empty_form(request: HttpRequest) -> HttpResponse:
    return shown("form", request, form=Everything(), one_field=[Ending()["end"]])


def wrong_form(request: HttpRequest) -> HttpResponse:
    return shown("form", request, form=Everything(WRONG), one_field=[Ending()["end"]])


class Ending(Form):
    end = DayField(label="Last day", required=False)


def interruption(request: HttpRequest) -> HttpResponse:
    lines = ["You can correct the record later.", "You cannot unsend a letter."]
    return shown("interruption", request, lines=lines, hidden=[("command", "1b2c")])


def confirmed(request: HttpRequest) -> HttpResponse:
    return shown("confirmed", request)


def phone(request: HttpRequest) -> HttpResponse:
    """As an employee sees the shell: five links, one seat."""
    names = ("Home", "Letters", "Jobs", "Meetings", "Help")
    links = [{"text": one, "href": f"#{one}", "current": "page" if one == "Home" else ""} for one in names]
    return shown("phone", request, navigation=links, seat_words="employee", change_seat="")


def forbidden(request: HttpRequest) -> HttpResponse:
    return errors.forbidden(request, PermissionDenied("Only the headteacher can do this: Ben Cole."))


PAGES = {
    "components": components,
    "empty-form": empty_form,
    "wrong-form": wrong_form,
    "interruption": interruption,
    "confirmed": confirmed,
    "phone": phone,
    "forbidden": forbidden,
    "not-found": errors.not_found,
    "went-wrong": errors.went_wrong,
}
for view in PAGES.values():
    view.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path(f"{name}/", view, name=name) for name, view in PAGES.items()]
handler404 = errors.not_found


class GalleryHandler(WSGIHandler):
    """The whole stack of middleware, with these addresses in place of the site's."""

    def get_response(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = "tests.pages.gallery"  # type: ignore[attr-defined]
        return super().get_response(request)
