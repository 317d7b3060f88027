"""Secrets at rest: sealed with keys made from the site's secret key, so that the database alone gives nothing away."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class NotOpened(ValueError):
    """What was sealed was sealed with another key, or has been changed."""


def sealed(plain: bytes, purpose: str, bound_to: str = "") -> bytes:
    """The bytes, readable again only with the same purpose and binding."""
    return _fernet(purpose, bound_to).encrypt(plain)


def opened(closed: bytes, purpose: str, bound_to: str = "") -> bytes:
    """The bytes that were sealed. Raises NotOpened."""
    try:
        return _fernet(purpose, bound_to).decrypt(closed)
    except InvalidToken as unreadable:
        raise NotOpened("This was sealed with another key.") from unreadable


def digest(secret: str, purpose: str) -> str:
    """A digest that only this site can make: a copy of the database cannot be searched for a code, however short."""
    return hmac.new(_key(settings.SECRET_KEY, purpose, ""), secret.encode(), sha256).hexdigest()


def _fernet(purpose: str, bound_to: str) -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_key(secret, purpose, bound_to))) for secret in secrets])


def _key(secret: str | bytes, purpose: str, bound_to: str) -> bytes:
    secret_bytes = secret.encode() if isinstance(secret, str) else secret
    return HKDF(SHA256(), length=32, salt=bound_to.encode(), info=f"evenhand_web.accounts.{purpose}".encode()).derive(secret_bytes)
