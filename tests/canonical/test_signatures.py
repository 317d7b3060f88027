"""Signatures hold for one key, one purpose and one value; key files are kept as keys are."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from evenhand.canonical.encoding import NotCanonical
from evenhand.canonical.signatures import KeyFileRefused, SigningKey, key_id, verify_signature

KEY = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
VALUE = {"tree_size": 3, "root": "ab"}
SIGNATURE = KEY.sign("evenhand head", VALUE)


def test_a_signature_holds_for_its_key_purpose_and_value() -> None:
    assert verify_signature(KEY.public_key, "evenhand head", VALUE, SIGNATURE)


def test_a_signature_holds_for_no_other_key_purpose_or_value() -> None:
    assert not verify_signature(SigningKey.generate().public_key, "evenhand head", VALUE, SIGNATURE)
    assert not verify_signature(KEY.public_key, "evenhand receipt", VALUE, SIGNATURE)
    assert not verify_signature(KEY.public_key, "evenhand head", VALUE | {"tree_size": 4}, SIGNATURE)
    assert not verify_signature(KEY.public_key, "evenhand head", list(VALUE), SIGNATURE)


def test_what_is_signed_is_the_prefix_and_the_canonical_bytes_of_domain_and_value() -> None:
    message = b'evenhand signature 1\x00["evenhand head",{"root":"ab","tree_size":3}]'
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(KEY.public_key)).verify(bytes.fromhex(SIGNATURE), message)


def test_every_digit_of_key_and_signature_counts_and_has_one_spelling() -> None:
    for place, digit in enumerate(SIGNATURE):
        for other in ("0" if digit != "0" else "1", digit.upper() if digit.isalpha() else " "):
            assert not verify_signature(KEY.public_key, "evenhand head", VALUE, SIGNATURE[:place] + other + SIGNATURE[place + 1 :])
    for place, digit in enumerate(KEY.public_key):
        for other in ("0" if digit != "0" else "1", digit.upper() if digit.isalpha() else " "):
            assert not verify_signature(KEY.public_key[:place] + other + KEY.public_key[place + 1 :], "evenhand head", VALUE, SIGNATURE)


@pytest.mark.parametrize("bad", ["", "zz", None, 7, b"\x00" * 64, "00" * 31, "00" * 32, "ff" * 32, "00" * 64, "ff" * 64, "00" * 65, [], {}])
def test_bad_input_is_a_no_and_never_an_error(bad: Any) -> None:
    assert verify_signature(bad, "evenhand head", VALUE, SIGNATURE) is False
    assert verify_signature(KEY.public_key, "evenhand head", VALUE, bad) is False
    assert verify_signature(KEY.public_key, bad, VALUE, SIGNATURE) is False
    assert verify_signature(KEY.public_key, "evenhand head", bad, SIGNATURE) is False


@pytest.mark.parametrize("value", [1.5, {"a": {1}}, "\ud800"])
def test_a_value_without_canonical_bytes_is_not_signed(value: object) -> None:
    with pytest.raises(NotCanonical):
        KEY.sign("evenhand head", value)
    assert not verify_signature(KEY.public_key, "evenhand head", value, SIGNATURE)


def test_a_key_is_named_by_the_beginning_of_its_hash() -> None:
    assert KEY.public_key == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert KEY.key_id == key_id(KEY.public_key) == "56475aa75463474c"
    with pytest.raises(NotCanonical, match="is not 64 lower-case hexadecimal digits"):
        key_id(KEY.public_key.upper())


def test_a_saved_key_is_its_owners_alone_and_signs_as_before(tmp_path: Path) -> None:
    KEY.save(tmp_path / "key.pem")
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert SigningKey.load(tmp_path / "key.pem").sign("evenhand head", VALUE) == SIGNATURE
    assert os.listdir(tmp_path) == ["key.pem"]


def test_saving_never_replaces_a_key(tmp_path: Path) -> None:
    KEY.save(tmp_path / "key.pem")
    with pytest.raises(FileExistsError):
        SigningKey.generate().save(tmp_path / "key.pem")
    assert SigningKey.load(tmp_path / "key.pem").public_key == KEY.public_key
    assert os.listdir(tmp_path) == ["key.pem"]


def test_saving_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disc(descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full_disc)
    with pytest.raises(OSError, match="no space left"):
        KEY.save(tmp_path / "key.pem")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o602, 0o644, 0o666, 0o700 | 0o010])
def test_a_key_file_open_to_others_is_refused_with_its_mode(tmp_path: Path, mode: int) -> None:
    KEY.save(tmp_path / "key.pem")
    (tmp_path / "key.pem").chmod(mode)
    with pytest.raises(KeyFileRefused, match=rf"key\.pem is open to others than its owner \(mode {mode:03o}\): run chmod 600"):
        SigningKey.load(tmp_path / "key.pem")


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_file_open_to_its_owner_alone_is_read(tmp_path: Path, mode: int) -> None:
    KEY.save(tmp_path / "key.pem")
    (tmp_path / "key.pem").chmod(mode)
    assert SigningKey.load(tmp_path / "key.pem").key_id == KEY.key_id


def test_a_file_without_a_usable_key_is_refused_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    other_kind = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for content, says in ((b"", "holds no private key"), (b"-----BEGIN PRIVATE KEY-----\n", "holds no private key"), (other_kind, "is not an Ed25519 key")):
        path.write_bytes(content)
        path.chmod(0o600)
        with pytest.raises(KeyFileRefused, match=says):
            SigningKey.load(path)


def test_a_missing_key_file_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        SigningKey.load(tmp_path / "key.pem")
