"""What an e-mail says. Lock screens and mailboxes are shared, so it tells nothing but that there is a letter, and from whom."""

from typing import NamedTuple


class Wording(NamedTuple):
    """The subject and the text of a message."""

    subject: str
    text: str


def a_letter_waits(trust: str, address: str) -> Wording:
    """That there is a letter. `address` is the site's front page: no link in an e-mail signs anybody in, or leads to one letter."""
    text = f"""There is a letter for you from {trust}.

Sign in to read it: {address}

If you cannot sign in, ask HR at {trust}: they can give it to you on paper, and it counts the same.
This e-mail is not the letter. Nobody reads replies to it.
"""
    return Wording(f"A letter for you from {trust}", text)
