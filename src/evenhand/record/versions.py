"""Which versions of Evenhand recorded acts, and what has been derived differently since: a closed table, so that no difference can be explained away."""

from collections.abc import Mapping

import evenhand

SINCE: Mapping[str, frozenset[str]] = {"0.1.0": frozenset()}
"""For each version that ever recorded acts, the rules and figures that this version derives otherwise. A release that changes one adds its name here."""


def is_ours(version: str | None) -> bool:
    """Whether this very version recorded it: then nothing may differ."""
    return version == evenhand.__version__


def is_known(version: str | None) -> bool:
    """Whether this version of Evenhand can say what that one derived."""
    return version in SINCE


def derives_otherwise(name: str, version: str) -> bool:
    """Whether the derivation of this rule or figure has changed since that version."""
    return name in SINCE[version]
