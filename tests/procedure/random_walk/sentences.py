"""Whether a sentence is one that a person can read."""

import re

_PROTECTED = re.compile(r"protected|pregnan|maternity|adoption|parental|neonatal", re.IGNORECASE)

_NOT_FOR_PEOPLE = {
    "None": r"\bNone\b",
    "a bare date": r"\b\d{4}-\d{2}-\d{2}\b",
    "a repr": r"<[A-Za-z_.]+ |\w+\(\w+=|datetime\.|Decimal\(|\{'|\['|\('",
    "a name in code": r"\b(?!weeks_pay_cap)[a-z]+_[a-z_]+\b|validation error|type=|input_",
}


def unreadable(text: str) -> str | None:
    """What is wrong with it, or None."""
    if not text.strip():
        return "nothing said"
    if not text.rstrip().endswith((".", "?", "!")):
        return "no full stop"
    return next((wrong for wrong, pattern in _NOT_FOR_PEOPLE.items() if re.search(pattern, text)), None)


def tells_what_is_protected(text: str) -> str | None:
    """The words by which it tells that somebody is or may be protected, or why; None if it does not."""
    found = _PROTECTED.search(text)
    return text[max(0, found.start() - 60) : found.end() + 60] if found else None
