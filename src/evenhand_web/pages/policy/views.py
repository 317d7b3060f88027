"""The policy that a change is run under, for whoever is signed in."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.policy.pack import Pack
from evenhand.policy.parts import Powers
from evenhand.procedure.change.proposing import Propose
from evenhand_web.ledger.folds import packs
from evenhand_web.pages.looking import asked_sight
from evenhand_web.pages.policy.reading import FAVOURS, anchor, clauses, honours, named, setting_in_words, settings, stage_in_words
from evenhand_web.pages.sight import Sight

_MOST_CHARACTERS_SOUGHT = 100


@require_safe
def every_pack(request: HttpRequest) -> HttpResponse:
    sight = asked_sight(request)
    return render(request, "policy/packs.html", {"packs": [(pack, list(_pinned_by(sight, pack))) for pack in packs().values()]})


@require_safe
def one_pack(request: HttpRequest, pack: str) -> HttpResponse:
    """The policy clause by clause, or what in it holds the words looked for."""
    sight, found = asked_sight(request), packs().get(pack)
    if found is None:
        raise Http404
    sought = " ".join(request.GET.get("q", "")[:_MOST_CHARACTERS_SOUGHT].split())
    shown = {"pack": found, "sought": sought, "changes": list(_pinned_by(sight, found)), **_read(found, sought.casefold().split())}
    return render(request, "policy/pack.html", shown)


def _pinned_by(sight: Sight, pack: Pack) -> Iterable[tuple[str, str]]:
    for change in sight.changes():
        proposed = change.dossier.fold.acts[0].body
        if isinstance(proposed, Propose) and proposed.pack == pack.id:
            yield change.code, proposed.title


def _read(pack: Pack, sought: list[str]) -> dict[str, Any]:
    rows = [(name, named(name), setting_in_words(setting), FAVOURS[setting.favours], setting, anchor(setting.clause)) for name, setting in settings(pack)]
    rulings = [(ruling, honours(ruling.rules)) for ruling in pack.contents.rulings]
    return {
        "clauses": [clause for clause in clauses(pack) if _holds(clause.text(), sought)],
        "settings": [row for row in rows if _holds(f"{row[1]} {row[2]} {row[4].clause} {row[4].note or ''}", sought)],
        "rulings": [row for row in rulings if _holds(f"Ruling {row[0].id} {row[0].question} {row[0].answer} {row[0].because}", sought)],
        "tracks": [(named(track), [stage_in_words(entry) for entry in entries]) for track, entries in pack.contents.tracks.items()],
        "powers": [_power(pack, name) for name in Powers.model_fields],
    }


def _power(pack: Pack, name: str) -> tuple[str, str, str, str]:
    held = getattr(pack.contents.powers, name)
    return named(name), ", ".join(named(office) for office in held.offices), held.clause, anchor(held.clause)


def _holds(text: str, sought: list[str]) -> bool:
    return all(word in text.casefold() for word in sought)
