"""Where an authority can be read: the section of the Act that it begins with, at legislation.gov.uk."""

import re

# By how the law's files cite it: the year and chapter under which the Act stands there.
_ACTS = {
    "ERA 1996": "1996/18",
    "TULRCA 1992": "1992/52",
    "Banking and Financial Dealings Act 1971": "1971/80",
}
_CITED = re.compile(rf"({'|'.join(_ACTS)}) s\.([0-9]+[A-Z]*)")


def address_of(authority: str) -> str | None:
    """The page of the section; None for what is no section of an Act that is known here."""
    cited = _CITED.match(authority)
    return f"https://www.legislation.gov.uk/ukpga/{_ACTS[cited[1]]}/section/{cited[2]}" if cited else None
