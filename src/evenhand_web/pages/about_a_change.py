"""What stands at the head of every page of a change: its identity, its stages, the links between its pages."""

from typing import Any

from evenhand_web.pages.changes.overview import Overview, links_of
from evenhand_web.pages.naming import Names
from evenhand_web.pages.sight import MatterSight


def about_the_change(matter: MatterSight, names: Names, current: str) -> dict[str, Any]:
    """For templates that extend `changes/page.html`; `current` is the link that leads here."""
    return {
        "matter": matter,
        "overview": Overview(matter, names),
        "links": links_of(matter, current),
        "names": names,
        "on": matter.sight.on,
        "current": current,
    }
