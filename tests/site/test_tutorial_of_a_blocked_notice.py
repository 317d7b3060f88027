"""What the README and the tutorial tell a newcomer to press is there, and the pages say what the tutorial shows."""

import re
from html import unescape
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.site.demonstrations import Demonstration

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs/tutorial/why-notice-is-blocked.md").read_text(encoding="utf-8")
SHOWN = [line.strip() for block in re.findall(r"^ *```text\n(.*?)^ *```", TUTORIAL, re.MULTILINE | re.DOTALL) for line in block.splitlines()]
CHANGE = "CH-2026-01"
NOTICE = ("steps:begin", [CHANGE, "change-release_notice"])
CONFIRM = ("steps:begin", [CHANGE, "record-confirm"])


def seated(card: str) -> Client:
    browser = Client(SERVER_NAME="localhost")
    browser.post(reverse("demonstration:sign-in"), {"card": card})
    return browser


def text(browser: Client, name: str, given: list[str] | None = None) -> str:
    response = browser.get(reverse(name, args=given), follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def recorded_by_whoever_confirms(browser: Client) -> str:
    """What the check page says before the confirmation of HR1 is recorded; then it is."""
    checked = browser.post(reverse(CONFIRM[0], args=CONFIRM[1]), follow=True)
    browser.post(checked.redirect_chain[-1][0])
    return unescape(checked.content.decode())


def test_what_the_readme_says_to_press_is_there(a_demonstration: Demonstration):
    pressed = re.findall(r"\*\*(.+?)\*\*", README.partition("## Five minutes")[2].partition("## Asking")[0])
    start = text(Client(SERVER_NAME="localhost"), "demonstration:start")
    adviser, second = seated("adviser"), seated("second adviser")
    pages = start + text(adviser, "homes:home") + text(adviser, "changes:overview", [CHANGE]) + text(second, "changes:overview", [CHANGE])
    assert len(pressed) == 7 and not [words for words in pressed if words not in pages]
    assert "Confirm reports" in text(second, "changes:overview", [CHANGE])
    assert "Confirm reports" not in text(adviser, "changes:overview", [CHANGE])


def test_the_pages_say_what_the_tutorial_shows(a_demonstration: Demonstration):
    blocked = text(seated("adviser"), *NOTICE)
    checked = recorded_by_whoever_confirms(seated("second adviser"))
    assert len(SHOWN) == 5
    assert not [line for line in SHOWN if line not in blocked + checked]


def test_a_second_pair_of_eyes_takes_two_reasons_of_law_away(a_demonstration: Demonstration):
    adviser = seated("adviser")
    before = text(adviser, *NOTICE)
    recorded_by_whoever_confirms(seated("second adviser"))
    after = text(adviser, *NOTICE)
    for reason in ("HR1 for Saltings Academy is not on record", "30 clear days after the last union was served"):
        assert reason in before and reason not in after
    assert "Representation no. 165 was made in time and was not considered." in after
    assert settings.EVENHAND_DEMONSTRATION


def test_only_the_named_adviser_is_told_what_the_others_may_not_see(a_demonstration: Demonstration):
    missed = "Answer whether what the employer was told of"
    assert missed in text(seated("confidential adviser"), "homes:home")
    assert missed not in text(seated("adviser"), "homes:home") + text(seated("adviser"), "changes:overview", [CHANGE])
