"""`evenhand policy show PACK [--track T]`: the stages of a pack's tracks, in order, with the settings that count in each."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.policy.faults import PackRefused
from evenhand.policy.pack import NotInPack, Pack, load_pack
from evenhand.policy.parts import Setting, TrackStage

_FAVOURS = {"more": "more favours the employee", "less": "less favours the employee", "person": "which way favours the employee, a person judges"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may follow `evenhand policy`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="the stages, in order, with their settings", allow_abbrev=False)
    show.add_argument("pack", metavar="PACK", help="the id of a pack that comes with Evenhand, or a file")
    show.add_argument("--track", metavar="T", help="only this track, such as headcount-cut")


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for. The answer is the exit status: 0 done, 2 if the pack is refused or has no such track."""
    try:
        pack = load_pack(arguments.pack)
        tracks = [arguments.track] if arguments.track else sorted(pack.contents.tracks)
        lines = [*_about(pack), *(line for track in tracks for line in _track(pack, track))]
    except (PackRefused, NotInPack) as fault:
        print(fault, file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0


def _about(pack: Pack) -> Iterator[str]:
    said = pack.contents
    yield f"{pack.id}: {said.title}"
    yield f"Adopted by {said.adopted_by} on {day_in_words(said.adopted_on)}; in force from {day_in_words(said.in_force_from)}."
    yield f"To be reviewed by {day_in_words(said.review_due_on)}."
    yield f"Digest {pack.digest}."


def _track(pack: Pack, track: str) -> Iterator[str]:
    yield from ("", f"Track {track}")
    for number, entry in enumerate(pack.track(track), start=1):
        yield f"{number}. {_stage(entry)}"
        yield from (f"   {_setting(name, setting)}" for name, setting in pack.contents.settings.items() if setting.stage == entry.stage)


def _stage(entry: TrackStage) -> str:
    after = f", after {' and '.join(entry.after)}" if entry.after else ""
    return f"{entry.stage}{after}{f', only where {entry.only_where}' if entry.only_where else ''}"


def _setting(name: str, setting: Setting) -> str:
    note = f" {setting.note}" if setting.note else ""
    return f"{name}: {_value(setting.value)} ({setting.unit}; {_FAVOURS[setting.favours]}; {setting.clause}).{note}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
