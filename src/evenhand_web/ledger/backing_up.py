"""A backup: a copy of the database as of one moment, and a signed note of what it holds. Neither the key nor the outside log is in it."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

from evenhand.canonical.encoding import decode, encode
from evenhand.canonical.fields import MOMENT, TEXT, Fields, hexadecimal, number_from, require_fields, word
from evenhand.canonical.signatures import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, SigningKey, key_id, verify_signature
from evenhand_web.config import clock
from evenhand_web.ledger.copying import CannotCopy, copy_out
from evenhand_web.ledger.keys import key_of
from evenhand_web.ledger.signing import signed_head, utc_text

FORMAT = "evenhand backup 1"
NOTE = "backup.json"
_FIELDS: Fields = {
    "ledger_id": TEXT,
    "tree_size": number_from(0),
    "root": hexadecimal(32),
    "made_at": MOMENT,
    "file": TEXT,
    "sha256": hexadecimal(32),
    "public_key": hexadecimal(PUBLIC_KEY_BYTES),
    "format": word(FORMAT),
    "signature": hexadecimal(SIGNATURE_BYTES),
}


@dataclass(frozen=True)
class Note:
    """What a backup holds: so many acts, under this root, in a file with this digest."""

    ledger_id: str
    tree_size: int
    root: str
    made_at: str
    file: str
    sha256: str
    public_key: str

    def signed(self, key: SigningKey) -> bytes:
        """The note as it lies beside the copy."""
        return encode({"format": FORMAT, **asdict(self), "signature": key.sign(FORMAT, asdict(self))})


def back_up(folder: Path) -> Note:
    """Copy the database into a new or empty folder, and sign what the copy holds. Raises CannotCopy."""
    if folder.exists() and any(folder.iterdir()):
        raise CannotCopy(f"{folder} is not empty. Name a folder for this backup alone.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    head = signed_head()
    path, frontier = copy_out(folder)
    head = signed_head()  # acts that came in while copying are in the copy: no head that it leads to is missing from the log
    note = Note(head.ledger_id, frontier.size, frontier.root().hex(), utc_text(clock.now()), path.name, digest_of(path), head.public_key)
    (folder / NOTE).write_bytes(note.signed(key_of(head.public_key)))
    return note


def note_in(folder: Path) -> Note:
    """The note of a backup. Raises CannotCopy where it, or the copy beside it, is not as a holder of this installation's keys left it, KeyMissing."""
    path = folder / NOTE
    if not path.exists():
        raise CannotCopy(f"{folder} holds no {NOTE}, so it is no backup that Evenhand made.")
    try:
        told = require_fields("the note", decode(path.read_bytes()), _FIELDS)
    except ValueError as fault:
        raise CannotCopy(f"{path} is not as Evenhand wrote it: {fault}") from fault
    note = Note(**{name: told[name] for name in told if name not in ("format", "signature")})
    if not verify_signature(key_of(note.public_key).public_key, FORMAT, asdict(note), told["signature"]):
        raise CannotCopy(f"{path} is not signed by the key {key_id(note.public_key)}, which it names: it was changed.")
    if digest_of(folder / note.file) != note.sha256:
        raise CannotCopy(f"{folder / note.file} is not the file that the note describes: it was changed or damaged.")
    return note


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex. Raises CannotCopy if there is none."""
    if not path.is_file():
        raise CannotCopy(f"There is no file {path}.")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
