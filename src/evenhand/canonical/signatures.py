"""Ed25519 signatures (RFC 8032) over the canonical bytes of a value, each for one purpose, and the file that keeps the key."""

import hashlib
import os
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from evenhand.canonical.encoding import bytes_from_hex, encode

PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64

_PREFIX = b"evenhand signature 1\x00"


class KeyFileRefused(ValueError):
    """The key file cannot be used; the message names it, says why and what to do."""


class SigningKey:
    """A private key. Whoever holds it speaks for the trust's record, so it lives outside the database and its backups."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> "SigningKey":
        """A new key, from the operating system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load(cls, path: Path) -> "SigningKey":
        """The key in the file. Raises KeyFileRefused if anyone but the owner may use the file or it holds no such key, FileNotFoundError if absent."""
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode & 0o777
            if mode & 0o077:
                raise KeyFileRefused(f"the key file {path} is open to others than its owner (mode {mode:03o}): run chmod 600 on it, and ask who read it")
            pem = file.read()
        try:
            private = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError) as fault:
            raise KeyFileRefused(f"the key file {path} holds no private key in unencrypted PEM: restore it from where keys are kept") from fault
        if not isinstance(private, Ed25519PrivateKey):
            raise KeyFileRefused(f"the key in {path} is not an Ed25519 key: name the file that Evenhand wrote")
        return cls(private)

    def save(self, path: Path) -> None:
        """Write the key where there is no file yet, readable by its owner only, whole or not at all. Raises FileExistsError rather than replace a key."""
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
                file.flush()
                os.fsync(file.fileno())
            os.link(unfinished, path)
        finally:
            os.unlink(unfinished)
        _make_durable(path.parent)

    @property
    def public_key(self) -> str:
        """The public key: 64 hexadecimal digits."""
        return self._private.public_key().public_bytes_raw().hex()

    @property
    def key_id(self) -> str:
        """The short name of the public key."""
        return key_id(self.public_key)

    def sign(self, domain: str, value: object) -> str:
        """The signature over the value for the purpose that `domain` names: 128 hexadecimal digits. Raises NotCanonical for a value without canonical bytes."""
        return self._private.sign(_message(domain, value)).hex()


def key_id(public_key: str) -> str:
    """The short name people use for a public key: the first 16 hexadecimal digits of its SHA-256. Raises NotCanonical for what is no public key."""
    return hashlib.sha256(bytes_from_hex(public_key, PUBLIC_KEY_BYTES)).hexdigest()[:16]


def verify_signature(public_key: str, domain: str, value: object, signature: str) -> bool:
    """Whether this key signed this value for this purpose. Anything that is not a key, a canonical value or a signature is a no, never an error."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes_from_hex(public_key, PUBLIC_KEY_BYTES))
        key.verify(bytes_from_hex(signature, SIGNATURE_BYTES), _message(domain, value))
    except (ValueError, InvalidSignature):
        return False
    return True


def _message(domain: str, value: object) -> bytes:
    """What is signed: the domain goes first inside the canonical bytes, so that no domain and value can be read as another pair."""
    return _PREFIX + encode([domain, value])


def _make_durable(folder: Path) -> None:
    """Have the folder's new entry survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
