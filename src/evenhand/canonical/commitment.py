"""Commitments: a hash that binds to bytes and, while its salt is kept from you, tells nothing about them."""

import hashlib
import secrets

SALT_BYTES = 32
COMMITMENT_BYTES = 32

_DOMAIN = b"evenhand commitment 1\x00"


def commitment(salt: bytes, content: bytes) -> bytes:
    """SHA-256 over a domain prefix, a salt of exactly 32 bytes and the content.

    The salt's fixed length leaves one way to read the hashed bytes. Once salt and content are deleted, the commitment can neither be opened nor guessed
    at, however few contents were possible, and every proof over it still stands. Raises ValueError for a salt of another length.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"the salt has {len(salt)} bytes; a salt has {SALT_BYTES}, fresh for every commitment: see new_salt")
    return hashlib.sha256(_DOMAIN + salt + content).digest()


def new_salt() -> bytes:
    """A salt from the operating system's randomness, the only randomness but key generation that this library reads. Never use one twice."""
    return secrets.token_bytes(SALT_BYTES)
