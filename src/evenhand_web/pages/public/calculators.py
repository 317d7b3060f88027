"""The calculators' pages. The address carries what was entered; nothing is kept, written to a log, or set in the browser."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from evenhand.law.answers import Answer
from evenhand.law.calculators import CALCULATORS
from evenhand.law.deadline import Deadline, DeadlineQuestion
from evenhand_web.pages.public.answers import day_by_day, figures, first_line, told
from evenhand_web.pages.public.authorities import address_of
from evenhand_web.pages.public.sheet import ADD, CHANGE, Sheet, sheet
from evenhand_web.pages.public.words import calculators, words_of

# Longer than any real question: some sixty establishments. An application server may take less.
LONGEST_QUERY_BYTES = 8_000


@require_safe
def every_calculator(request: HttpRequest) -> HttpResponse:
    return render(request, "public/calculators.html", {"calculators": calculators()})


@require_safe
@cache_control(private=True)
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    if name not in CALCULATORS:
        raise Http404
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY_BYTES:  # before it is taken apart
        return render(request, "public/too_long.html", {"name": name, "words": words_of(name)}, status=414)
    filled_in = sheet(name, request.GET)
    if not request.GET or CHANGE in request.GET or ADD in request.GET:
        return _asks(request, filled_in, told_of_problems=False)
    if any(filled_in.problems()):
        return _asks(request, filled_in)
    if filled_in.canonical() != request.META["QUERY_STRING"]:
        return HttpResponseRedirect(f"{request.path}?{filled_in.canonical()}")
    answer = filled_in.answer()
    return _answers(request, filled_in, answer) if answer else _asks(request, filled_in)


def _asks(request: HttpRequest, filled_in: Sheet, *, told_of_problems: bool = True) -> HttpResponse:
    asked_to_add = request.GET.get(ADD)
    for each in filled_in.typed.values():
        if not told_of_problems:
            each.forget_problems()
        if each.asked.kind == "group" and each.name == asked_to_add:
            each.rows.append(each.empty_row(len(each.rows) + 1))
    problems = list(filled_in.problems()) if told_of_problems else []
    return render(request, "public/calculator.html", {"name": filled_in.name, "words": words_of(filled_in.name), "sheet": filled_in, "problems": problems})


def _answers(request: HttpRequest, filled_in: Sheet, answer: Answer) -> HttpResponse:
    shown = {
        "name": filled_in.name,
        "words": words_of(filled_in.name),
        "query": filled_in.canonical(),
        "address": request.build_absolute_uri(),
        "change": f"{request.path}?{filled_in.canonical()}&{CHANGE}=yes",
        "first_line": first_line(answer),
        "estimate": filled_in.is_estimate(),
        "answer": answer,
        "authorities": [(line, address_of(line)) for line in answer.cites],
        "figures": list(figures(filled_in.name, answer)),
        "counted": _counted(filled_in, answer),
        "told": [line for each in filled_in.typed.values() for line in told(each)],
    }
    return render(request, "public/answer.html", shown)


def _counted(filled_in: Sheet, answer: Answer) -> list[tuple[str, str]] | None:
    if isinstance(answer, Deadline) and isinstance(filled_in.question, DeadlineQuestion):
        return day_by_day(filled_in.question, answer)
    return None
