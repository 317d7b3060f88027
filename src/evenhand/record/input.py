"""Reading the files that the record's commands are given, with every problem of every one of them told at once."""

from pathlib import Path

from evenhand.canonical.encoding import NotCanonical, decode
from evenhand.canonical.fields import NotUnderstood
from evenhand.canonical.heads import Receipt
from evenhand.policy.faults import PackRefused
from evenhand.record.bundle import Bundle, read_bundle


class Unreadable(ValueError):
    """A file is not what it should be; `problems` holds each fault as a sentence that names the file."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def bundle_and_receipts(bundle: Path, receipts: list[Path]) -> tuple[Bundle, list[Receipt]]:
    """The bundle and the receipts in these files. Raises Unreadable; a receipt that does not hold by itself is none."""
    problems: list[str] = []
    read = _bundle(bundle, problems)
    found = [_receipt(path, problems) for path in receipts]
    if problems or read is None:
        raise Unreadable(problems)
    return read, [receipt for receipt in found if receipt]


def _bundle(path: Path, problems: list[str]) -> Bundle | None:
    try:
        return read_bundle(path.read_bytes())
    except OSError as fault:
        problems.append(f"{path}: it cannot be read: {fault.strerror}.")
    except (NotCanonical, NotUnderstood, PackRefused) as fault:
        problems += [f"{path}: {problem}" for problem in fault.problems]
    return None


def _receipt(path: Path, problems: list[str]) -> Receipt | None:
    try:
        receipt = Receipt.from_value(decode(path.read_bytes().removesuffix(b"\n")))
    except OSError as fault:
        problems.append(f"{path}: it cannot be read: {fault.strerror}.")
        return None
    except (NotCanonical, NotUnderstood) as fault:
        problems += [f"{path}: {problem}" for problem in fault.problems]
        return None
    problems += [f"{path}: {problem}" for problem in receipt.problems()]
    return receipt
