"""Loading the demonstration once, keeping a copy of how it stood then, and going back to that copy."""

import shutil
import sqlite3
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, connections

from evenhand.procedure.audience import Office
from evenhand_web.accounts.models import Account
from evenhand_web.config import clock
from evenhand_web.config.clock import NotADemonstration
from evenhand_web.config.starting import prepare_database
from evenhand_web.demonstration.larger_moves import LARGER_MOVES
from evenhand_web.demonstration.playing import Player
from evenhand_web.demonstration.script import moves, people
from evenhand_web.ledger.copying import copy_out
from evenhand_web.ledger.folds import FOLDS
from evenhand_web.ledger.keys import keys_folder
from evenhand_web.ledger.models import Head
from evenhand_web.ledger.signing import outside_log, signed_head
from evenhand_web.pages.sight import READING

_BEGUN, _COPY, _UNFINISHED = "demonstration-begun", "demonstration-as-loaded", "demonstration-being-copied"
_OPENS = time(8, 30)


def load() -> bool:
    """Have the demonstration there: nothing is done where it is, whatever was done in it since. True if it was loaded now.

    Raises NotADemonstration where this is none, or where the folder holds something else.
    """
    _require_a_folder_of_its_own()
    prepare_database()
    if is_loaded():
        return False
    if _folder(_BEGUN).exists():
        _wipe()  # a load that never came to its end
        prepare_database()
    if Head.objects.get().size or Account.objects.exists():
        raise NotADemonstration(f"{settings.DATA} holds a record that is not the demonstration's. Name another folder in EVENHAND_DATA_DIR.")
    _folder(_BEGUN).write_text(f"{Head.objects.get().ledger_id}\n")
    _play()
    _open_accounts()
    _keep_copy()
    clock.set_demonstration_to(opens_at())
    return True


def is_loaded() -> bool:
    """Whether this is a demonstration, loaded whole, and the ledger that is open is its own."""
    if not settings.EVENHAND_DEMONSTRATION or not _folder(_COPY).is_dir():
        return False
    return _folder(_BEGUN).read_text().strip() == Head.objects.get().ledger_id


def is_a_demonstrations_folder() -> bool:
    """Whether a demonstration was loaded here, or begun, whatever the environment says now."""
    return _folder(_BEGUN).exists()


def start_again() -> None:
    """Put everything back to how it stood when it was loaded. Raises NotADemonstration."""
    if not is_loaded():
        raise NotADemonstration("Only a demonstration can start again.")
    with FOLDS.lock, outside_log().locked():  # nobody signs between the database's going back and the log's
        saved = sqlite3.connect(_folder(_COPY) / "ledger.sqlite3")
        try:
            connection.ensure_connection()
            saved.backup(connection.connection)
        finally:
            saved.close()
        outside_log().path.write_bytes((_folder(_COPY) / outside_log().path.name).read_bytes())
        clock.set_demonstration_to(opens_at())
        FOLDS.forget()
        READING.forget()


def opens_at() -> datetime:
    """The morning of the day after the last move, in London."""
    day = moves()[-1][1].day + timedelta(days=1)
    return datetime.combine(day, _OPENS, ZoneInfo("Europe/London"))


def _play() -> None:
    player = Player()
    for matter, move in moves():
        larger = LARGER_MOVES.get(move.does)
        if larger:
            larger(player, matter, move)
        else:
            player.play(matter, move)
    signed_head()


def _open_accounts() -> None:
    """An account for everybody listed. None has a password, and nobody has the passkey that stands for the second factor: one signs in by the cards alone."""
    for holder in people().holders:
        address = f"{holder.sign_in_name}@marram.example" if holder.office is Office.HR_ADVISER else ""  # a letter names whom to talk to, and how
        account = Account.objects.create_user(holder.sign_in_name, name=holder.name, person=holder.person, email=address)
        Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "Demonstration", "credential": {}})


def _keep_copy() -> None:
    """Written beside its place and then named: whoever finds it finds it whole."""
    unfinished = _folder(_UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    copy_out(unfinished)
    shutil.copy(outside_log().path, unfinished)
    unfinished.rename(_folder(_COPY))


def _require_a_folder_of_its_own() -> None:
    """That the database and the keys lie in the folder of data, so that nothing of another site's is ever wiped or shown."""
    if not settings.EVENHAND_DEMONSTRATION:
        raise NotADemonstration("This is not a demonstration, so none is loaded. Start one with evenhand serve --demo.")
    data = Path(settings.DATA).resolve()
    kept = [Path(str(settings.DATABASES["default"]["NAME"])).resolve(), keys_folder().resolve()]
    if connection.vendor != "sqlite" or not all(path.is_relative_to(data) for path in kept):
        raise NotADemonstration(f"A demonstration keeps everything in {data}. Name neither EVENHAND_DATABASE nor EVENHAND_KEYS_DIR beside it.")


def _wipe() -> None:
    connections.close_all()
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    for path in (database, Path(f"{database}-wal"), Path(f"{database}-shm"), _folder(_BEGUN)):
        path.unlink(missing_ok=True)
    shutil.rmtree(keys_folder(), ignore_errors=True)
    FOLDS.forget()
    READING.forget()


def _folder(name: str) -> Path:
    return Path(settings.DATA) / name
