"""One value, one sequence of bytes: the JSON that is committed to, signed and stored.

The form is JSON (RFC 8259) written in exactly one way:

- UTF-8 without a byte order mark; no white space outside text; nothing before or after the value.
- Objects have text keys, each once, in the order of their code points. (RFC 8785 orders by UTF-16 unit, which differs beyond U+FFFF.)
- Numbers are whole, from -(2**53 - 1) to 2**53 - 1, so that every reader of JSON holds them exactly. Money and fractions travel as text.
- In text, `"` and `\\` take a backslash; U+0008, U+0009, U+000A, U+000C and U+000D are `\\b \\t \\n \\f \\r`; other characters below U+0020
  are `\\u00` and two lower-case hexadecimal digits; every other character stands as itself.
- Text keeps the code points it was given. It is not normalised: which texts are in normal form depends on the Unicode tables of the
  machine, and the record must be read alike on every machine. A lone surrogate is not a character and is refused.
"""

import json
import re
from collections import Counter
from os.path import commonprefix
from typing import Any, TypeGuard

LARGEST_NUMBER = 2**53 - 1
DEEPEST_NESTING = 64
LARGEST_VALUE_BYTES = 16 * 1024 * 1024

_TOO_LARGE = f" is beyond {LARGEST_NUMBER}: write it as text"
_TOO_DEEP = f" nests lists and objects more than {DEEPEST_NESTING} deep"
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class NotCanonical(ValueError):
    """There is no canonical form of this value, or these bytes are not one. `problems` holds each fault as a sentence."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


def encode(value: object, *, at_most_bytes: int = LARGEST_VALUE_BYTES) -> bytes:
    """The canonical bytes of text, whole numbers, booleans, None, and lists and dicts of them.

    Types are taken exactly (no subclasses, no tuples), so that `decode` gives back what was given.
    Raises NotCanonical with every fault and its place, or where there would be more than `at_most_bytes`.
    """
    faults = _faults(value, DEEPEST_NESTING)
    if faults:
        raise NotCanonical([f"value{fault}" for fault in faults])
    data = _WRITER.encode(value).encode("utf-8")
    _require_size(len(data), at_most_bytes)
    return data


def decode(data: bytes, *, at_most_bytes: int = LARGEST_VALUE_BYTES) -> Any:
    """The value whose canonical bytes these are. Raises NotCanonical, saying why, for any bytes that `encode` would not have written."""
    _require_size(len(data), at_most_bytes)
    try:
        text = data.decode("utf-8")
        value = json.loads(text)
    except UnicodeDecodeError as fault:
        raise NotCanonical([f"byte {fault.start} is not UTF-8"]) from fault
    except json.JSONDecodeError as fault:
        raise NotCanonical([f"this is not JSON: {fault.msg} at character {fault.pos}"]) from fault
    except ValueError as fault:  # Python refuses to read numbers of thousands of digits
        raise NotCanonical([f"a number{_TOO_LARGE}"]) from fault
    except RecursionError as fault:
        raise NotCanonical([f"value{_TOO_DEEP}"]) from fault
    canonical = encode(value, at_most_bytes=at_most_bytes)
    if canonical != data:
        raise NotCanonical([_difference(text, canonical.decode("utf-8"))])
    return value


def is_hexadecimal(text: object, length: int) -> TypeGuard[str]:
    """Whether this is text that writes `length` bytes in lower-case hexadecimal."""
    return isinstance(text, str) and re.fullmatch(f"[0-9a-f]{{{2 * length}}}", text) is not None


def bytes_from_hex(text: object, length: int) -> bytes:
    """The `length` bytes that the text writes in lower-case hexadecimal. Raises NotCanonical: any other spelling is a second text for them."""
    if is_hexadecimal(text, length):
        return bytes.fromhex(text)
    raise NotCanonical([f"{text!r:.200} is not {2 * length} lower-case hexadecimal digits"])


def _require_size(length: int, at_most_bytes: int) -> None:
    if length > at_most_bytes:
        raise NotCanonical([f"{length} bytes are more than the {at_most_bytes} taken here"])


def _faults(value: object, levels_left: int) -> list[str]:
    """Each fault as a sentence that begins with its place inside the value."""
    if type(value) is str:
        return [] if value.isascii() or not _SURROGATE.search(value) else [" holds half of a surrogate pair, which is no character"]
    if value is None or type(value) is bool:
        return []
    if type(value) is int:
        return [] if -LARGEST_NUMBER <= value <= LARGEST_NUMBER else [_TOO_LARGE]
    if type(value) in (list, dict) and not levels_left:
        return [_TOO_DEEP]
    if type(value) is list:
        return [f"[{index}]{fault}" for index, item in enumerate(value) for fault in _faults(item, levels_left - 1)]
    if type(value) is dict:
        wrong_keys = [key for key in value if type(key) is not str or (not key.isascii() and _SURROGATE.search(key))]
        faults = [f" has the key {key!r:.80}: keys are text, without halves of surrogate pairs" for key in wrong_keys]
        return faults + [f".{key}{fault}" for key, item in value.items() for fault in _faults(item, levels_left - 1)]
    return [f" is {value!r:.80}, of type {type(value).__name__}: write it as text, a whole number, a list or a dict"]


def _difference(text: str, canonical: str) -> str:
    """Why text that holds a value is not the canonical text of that value."""
    repeated: list[str] = []
    json.loads(text, object_pairs_hook=lambda pairs: _note_repeats([key for key, _ in pairs], repeated))
    if repeated:
        return f"the key {repeated[0]!r:.80} stands twice in one object"
    start = len(commonprefix([text, canonical]))
    there, here = canonical[start : start + 20], text[start : start + 20]
    return f"this value has another spelling from character {start} on: {there!r} is canonical there, not {here!r}"


def _note_repeats(keys: list[str], repeated: list[str]) -> None:
    repeated += [key for key, count in Counter(keys).items() if count > 1]
