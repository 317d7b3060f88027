"""The parts of a workbook file, unpacked only once nothing about it can do harm: size, number of parts, what kind of file it really is."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from evenhand.workforce.files import UnreadableFile

LIMIT_PACKED_BYTES = 16 * 1024 * 1024
LIMIT_UNPACKED_BYTES = 64 * 1024 * 1024
LIMIT_PARTS = 1000
_MEGABYTE = 1024 * 1024
_OLDER_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TAKE_THE_PASSWORD_OFF = "In Excel choose File, Info, Protect Workbook, Encrypt with Password, empty the box, and save."
_SAVE_AS = "Open it in Excel, choose Save As, and take Excel Workbook (.xlsx)."
_DAMAGED = "The workbook is damaged and cannot be opened. Open it in Excel, let it be repaired, and save it again; or export it again."
_FAULTS_OF_ARCHIVES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, OverflowError)


def bytes_of(path: Path) -> bytes:
    """All bytes of the file. Raises UnreadableFile for one that is larger than `LIMIT_PACKED_BYTES`, before it is read, or that may not be opened."""
    try:
        refuse_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableFile(f"The file cannot be opened: {fault.strerror}. Check who may read it.") from fault


def refuse_size(size_bytes: int) -> None:
    """Raises UnreadableFile for more than `LIMIT_PACKED_BYTES`."""
    if size_bytes > LIMIT_PACKED_BYTES:
        raise UnreadableFile(
            f"The workbook holds {-(-size_bytes // _MEGABYTE)} MB; up to {LIMIT_PACKED_BYTES // _MEGABYTE} MB are read. "
            "Take out pictures and sheets that are not needed, or save the sheets as CSV into a folder."
        )


def parts_of(data: bytes) -> Mapping[str, bytes]:
    """
    The parts of the workbook that say what is in its cells, by name; pictures, macros and the like are left packed.

    Raises UnreadableFile for whatever is no .xlsx workbook, has a password, is damaged, or would unpack to more than the limits.
    """
    refuse_size(len(data))
    _refuse_other_kinds(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except RuntimeError as fault:  # zipfile's word for a part that has a password
        if isinstance(fault, NotImplementedError):
            raise UnreadableFile(_DAMAGED) from fault
        raise UnreadableFile(f"The file has a password. {_TAKE_THE_PASSWORD_OFF}") from fault
    except UnreadableFile:
        raise
    except _FAULTS_OF_ARCHIVES as fault:
        raise UnreadableFile(_DAMAGED) from fault


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one archive that holds just what it says: what is read next cannot be led to unpack more than was looked at."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return archive.getvalue()


def _refuse_other_kinds(data: bytes) -> None:
    if not data.strip():
        raise UnreadableFile("The file is empty. Save the workbook again.")
    if data.startswith(_OLDER_CONTAINER):
        if _ENCRYPTED in data:
            raise UnreadableFile(f"The workbook has a password, and nobody but you can open it. {_TAKE_THE_PASSWORD_OFF}")
        raise UnreadableFile(f"This is a workbook of an older kind (.xls), whatever its name says. {_SAVE_AS}")
    if not data.startswith(b"PK"):
        raise UnreadableFile(
            "This is no workbook, whatever its name says. If it is text (CSV), put it into a folder with the other exports and name the folder; "
            f"or save it as a workbook. {_SAVE_AS}"
        )


def _unpacked(archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    members = archive.infolist()
    if len(members) > LIMIT_PARTS:
        raise UnreadableFile(f"The workbook holds {len(members)} parts; up to {LIMIT_PARTS} are read. Copy the sheets that matter into a new workbook.")
    total = sum(member.file_size for member in members)
    if total > LIMIT_UNPACKED_BYTES:
        says = f"The workbook would unpack to {-(-total // _MEGABYTE)} MB; up to {LIMIT_UNPACKED_BYTES // _MEGABYTE} MB are read."
        raise UnreadableFile(f"{says} Delete empty rows and columns that are formatted to the end of the sheet, and sheets that are not needed.")
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names:
        raise UnreadableFile(_what_it_is(archive, names))
    # The directory's sizes bound what is unpacked: zipfile reads no further, and a part that holds more fails its checksum.
    return {member.filename: archive.read(member) for member in members if _says_what_is_in_cells(member.filename)}


def _says_what_is_in_cells(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and (name.startswith(("xl/", "_rels/")) or name == "[Content_Types].xml")


def _what_it_is(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return f"This is a binary workbook (.xlsb), whatever its name says. {_SAVE_AS}"
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "This is an OpenDocument spreadsheet (.ods), whatever its name says. Open it, choose Save As, and take Excel 2007-365 (.xlsx)."
    return "This is an archive or a document of another kind, and no workbook. Name a workbook that ends in .xlsx, or a folder of exports."
