"""Choosing how to look: as it stood on a day, as another would see it, and back to today with one's own eyes."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.calendars.london import london_day
from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act
from evenhand.procedure.audience import Audience, Office, Seat
from evenhand.procedure.change.opening.people import affected
from evenhand.procedure.change.proposing import person_behind
from evenhand.procedure.trust.governing import Appoint, office_holders
from evenhand_web.pages.duties_seen import is_open_to
from evenhand_web.pages.looking import asked_matter
from evenhand_web.pages.looking_otherwise import KEY, MAY_VIEW_AS, Looking
from evenhand_web.pages.naming import OFFICES, Names
from evenhand_web.pages.shell.forms import DayField, Form
from evenhand_web.pages.sight import MatterSight


class DayForm(Form):
    """The day to look back to."""

    day = DayField(label="As it stood on which day?", help_text="You will see what was known at the end of that day, under that day's law and policy.")


class EyesForm(Form):
    """Through whose eyes to look."""

    eyes = forms.ChoiceField(
        label="As whom do you want to look?", help_text="You can look, not act, and see no more than you may see yourself.", widget=forms.RadioSelect
    )

    def __init__(self, choices: list[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["eyes"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def as_it_stood(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a day, and look at the change as it stood at the end of it."""
    matter = asked_matter(request, code)
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        day, today = form.cleaned_data["day"], london_day(matter.sight.now)
        first = matter.dossier.fold.acts[0]
        if day >= today:
            form.add_error("day", "That day is not over. Choose an earlier one.")
        elif day < london_day(first.recorded_at):
            form.add_error("day", f"Nothing of this change was on record before {day_in_words(london_day(first.recorded_at))}. Choose that day or a later one.")
        else:
            Looking(_last_known(matter, day).position, day).keep(request.session)
            return HttpResponseRedirect(reverse("changes:overview", args=[code]))
    return render(request, "otherwise/day.html", {"matter": matter, "form": form})


def _last_known(matter: MatterSight, day: date) -> Act[Any]:
    end = datetime.combine(day + timedelta(days=2), time(0), UTC)  # a London day has ended by then in any season
    folds = [*matter.sight.folded.matters.values()]
    known = [act for fold in folds for act in fold.acts if act.recorded_at < end and london_day(act.recorded_at) <= day]
    return max(known, key=lambda act: act.position)


@require_http_methods(["GET", "POST"])
def view_as(request: HttpRequest, code: str) -> HttpResponse:
    """Look at the change as another would see it."""
    matter = asked_matter(request, code)
    if matter.sight.seat.office not in MAY_VIEW_AS:
        raise Http404
    seats = _seats(matter)
    form = EyesForm([(key, label) for key, (label, _) in seats.items()], request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        Looking(viewing_as=seats[form.cleaned_data["eyes"]][1]).keep(request.session)
        return HttpResponseRedirect(reverse("changes:overview", args=[code]))
    return render(request, "otherwise/eyes.html", {"matter": matter, "form": form})


def _seats(matter: MatterSight) -> dict[str, tuple[str, Seat]]:
    """The seats that can be looked through, by a key: offices that somebody holds, each union's, and the people affected whose names one may know."""
    bearing, found = matter.sight.bearing, {}
    for office in Office:
        if office in (Office.EMPLOYEE, Office.UNION_REPRESENTATIVE, Office.CONFIDENTIAL_HR):
            continue
        for holder in sorted(office_holders(bearing, office))[:1]:
            found[office.value] = (OFFICES[office].capitalize() if office is not Office.HR_ADVISER else OFFICES[office], Seat(holder, office))
    for union in sorted({act.body.union for act in bearing.every(Appoint) if act.body.union}):
        for holder in sorted(office_holders(bearing, Office.UNION_REPRESENTATIVE, union))[:1]:
            found[f"union:{union}"] = (f"{union} representative", Seat(holder, Office.UNION_REPRESENTATIVE, union))
    names = Names(matter)
    for code in affected(matter.dossier):
        if is_open_to(matter, Audience.IDENTITY, code):
            found[f"person:{code}"] = (f"{names.of(code)} (employee)", Seat(person_behind(matter.dossier, code), Office.EMPLOYEE))
    return found


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Back to today, with one's own eyes: it changes nothing but how the next page is looked at."""
    request.session.pop(KEY, None)
    to = request.GET.get("next", "")
    return HttpResponseRedirect(to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else reverse("homes:home"))
