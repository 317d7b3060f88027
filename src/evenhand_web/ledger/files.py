"""Files by commitment: kept before the act that names them is recorded, read back only if they are what was committed to."""

from evenhand.canonical.commitment import commitment, new_salt
from evenhand.procedure.acts import Evidence
from evenhand_web.ledger.models import FileRow


class FileGone(LookupError):
    """The file was erased, was never kept here, or is not what was committed to; the message says which."""


def kept_file(name: str, content: bytes) -> Evidence:
    """Keep the file under a fresh salt; the answer is the evidence that an act can carry."""
    salt = new_salt()
    committed = commitment(salt, content).hex()
    FileRow.objects.create(commitment=committed, salt=salt, content=content)
    return Evidence(name, committed)


def content_of(evidence: Evidence) -> bytes:
    """The bytes of a file that an act carries. Raises FileGone."""
    row = FileRow.objects.filter(commitment=evidence.commitment).first()
    if row is None:
        raise FileGone(f"{evidence.name} was never kept here.")
    if row.content is None or row.salt is None:
        raise FileGone(f"{evidence.name} was erased on {row.erased_on}.")
    if commitment(bytes(row.salt), bytes(row.content)).hex() != row.commitment:
        raise FileGone(f"{evidence.name} is not the file that was committed to. Ask whoever keeps the backups.")
    return bytes(row.content)
