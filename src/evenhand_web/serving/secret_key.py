"""The key that sessions and sealed secrets rest on: the environment's, or one made once and kept beside the signing keys."""

import os
from secrets import token_urlsafe

from evenhand_web.ledger.keys import keys_folder

_BYTES = 50


def secret_key() -> str:
    """The site's secret key. Where the environment names none it is read from the folder of keys, and made there the first time, for its owner's eyes alone."""
    named = os.environ.get("EVENHAND_SECRET_KEY")
    if named:
        return named
    path = keys_folder() / "secret-key"
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(file, "w") as opened:
        opened.write(f"{token_urlsafe(_BYTES)}\n")
        opened.flush()
        os.fsync(opened.fileno())
    return path.read_text().strip()
