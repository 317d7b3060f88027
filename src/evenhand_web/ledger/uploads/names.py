"""The name under which a file is kept: what its sender called it, without what could mislead a person or a program that reads it."""

import re
import unicodedata

from evenhand_web.ledger.uploads.limits import LONGEST_NAME

_NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # Windows takes these for devices, whatever follows the dot


def cleaned_name(given: str) -> str:
    """
    The last part of the path, without control and formatting characters (those that turn the direction of writing among them), at most so long.

    Its ending is kept when it is shortened. A name of which nothing is left is 'file'.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(" " if letter.isspace() else letter for letter in last if letter.isspace() or unicodedata.category(letter)[0] != "C")
    name = " ".join(_NOT_IN_A_NAME.sub("_", visible).split()).lstrip(".").rstrip(". ").strip()
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name) or "file"


def ending_of(name: str) -> str:
    """What follows the last dot, in small letters; nothing where there is no dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST_NAME].rstrip()
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"
