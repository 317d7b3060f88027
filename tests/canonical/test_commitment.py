"""Commitments bind to salt and content, and each commitment has one reading."""

import hashlib

import pytest

from evenhand.canonical.commitment import COMMITMENT_BYTES, SALT_BYTES, commitment, new_salt

SALT = bytes(range(32))


def test_a_commitment_is_the_hash_of_prefix_salt_and_content() -> None:
    assert commitment(SALT, b"scored 7") == hashlib.sha256(b"evenhand commitment 1\x00" + SALT + b"scored 7").digest()
    assert len(commitment(SALT, b"")) == COMMITMENT_BYTES


def test_any_byte_changed_in_salt_or_content_changes_it() -> None:
    whole = SALT + b"scored 7"
    changed = {whole} | {whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :] for n in range(len(whole))}
    assert len({commitment(each[:32], each[32:]) for each in changed}) == len(whole) + 1


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=f"the salt has {length} bytes; a salt has 32"):
        commitment(bytes(length), b"content")


def test_new_salts_have_the_right_length_and_differ() -> None:
    salts = {new_salt() for _ in range(100)}
    assert len(salts) == 100
    assert {len(salt) for salt in salts} == {SALT_BYTES}
