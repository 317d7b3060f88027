"""The keys that sign heads: each a file in a folder of its own, named by its public key; which one signs is what the record says."""

from pathlib import Path

from django.conf import settings
from django.db.models import Q

from evenhand.canonical.signatures import SigningKey, key_id
from evenhand.record.keys import Keys
from evenhand_web.ledger.models import ActRow, IndexRow
from evenhand_web.ledger.reading import acts

_KINDS = ("trust.found", "trust.introduce_key")
_known: dict[tuple[bytes, ...], Keys] = {}  # by the leaves of the acts that name them


class KeyMissing(Exception):
    """The key that the record names is not in the folder of keys."""


def keys_folder() -> Path:
    """Where the keys and the outside log lie: outside the database and its backups."""
    return Path(settings.EVENHAND_KEYS_DIR)


def new_key() -> SigningKey:
    """A new key, in a file of its own. It signs nothing until an act of the record names it."""
    key = SigningKey.generate()
    key.save(_path(key.public_key))
    return key


def key_of(public_key: str) -> SigningKey:
    """The key with this public half. Raises KeyMissing, KeyFileRefused."""
    if not _path(public_key).exists():
        raise KeyMissing(f"The key {key_id(public_key)} is not in {keys_folder()}. Bring its file back from where keys are kept.")
    key = SigningKey.load(_path(public_key))
    if key.public_key != public_key:
        raise KeyMissing(f"{_path(public_key)} holds another key than its name says. Bring the right file back from where keys are kept.")
    return key


def signing_key(keys: Keys, size: int) -> SigningKey:
    """The key that signs a head of this size. Raises KeyMissing, KeyFileRefused."""
    named = keys.at(size)
    if named is None:
        raise KeyMissing("No act of the record names a key. Found the trust first; if it was founded, make the index again.")
    return key_of(named)


def keys_named(size: int) -> Keys:
    """The keys in force by the first `size` acts, each with the least size of a head that it signs."""
    where = Q(position__in=IndexRow.objects.filter(matter="trust", kind__in=_KINDS, position__lt=size).values("position"))
    leaves = tuple(map(bytes, ActRow.objects.filter(where).order_by("position").values_list("leaf", flat=True)))
    if leaves not in _known:
        keys = Keys()
        for act in acts(where):
            keys.note(act)
        _known[leaves] = keys
    return _known[leaves]


def _path(public_key: str) -> Path:
    return keys_folder() / f"{key_id(public_key)}.pem"
