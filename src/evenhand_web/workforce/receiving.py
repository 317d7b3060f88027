"""What was sent in to be imported: kept for the account that sent it and nobody else, until it is imported, sent anew, or a day old.

It is sealed with a key made from the site's secret key, the account and a random name: a copy of the database says nothing of it.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from evenhand_web.accounts.models import Account
from evenhand_web.accounts.sealing import NotOpened, opened, sealed
from evenhand_web.config import clock
from evenhand_web.workforce.models import Received, ReceivedFile

KEPT_HOURS = 24
_PURPOSE = "received"
Files = list[tuple[str, bytes]]


@transaction.atomic
def receive(account: Account, files: Files) -> Received:
    """Keep these files for the account, in place of any that it sent before and did not import."""
    forget_what_is_over()
    Received.objects.filter(account=account, came_of_it__isnull=True).delete()
    received = Received.objects.create(id=uuid4().hex, account=account, received_on=clock.today(), received_at=clock.now())
    ReceivedFile.objects.bulk_create(ReceivedFile(received=received, name=name, content=sealed(content, _PURPOSE, _bound(received))) for name, content in files)
    return received


def received_by(account: Account, key: str = "") -> Received | None:
    """What this account sent in under this key, or last and has not imported; None if it is a day old, or was never there."""
    found = Received.objects.filter(account=account, received_at__gte=_oldest_kept())
    return found.filter(id=key).first() if key else found.filter(came_of_it__isnull=True).first()


def files_of(received: Received) -> Files:
    """The files as they were sent; none once they are imported, or where the site's secret key was changed since."""
    try:
        return [(each.name, opened(bytes(each.content), _PURPOSE, _bound(received))) for each in received.files.order_by("name")]
    except NotOpened:
        return []


@transaction.atomic
def let_go(received: Received, came_of_it: dict[str, Any]) -> None:
    """Delete the files of what was imported, and keep what came of it for whoever presses twice or comes back to read it."""
    received.files.all().delete()
    received.came_of_it = came_of_it
    received.save(update_fields=["came_of_it"])


def forget_what_is_over() -> None:
    """Delete whatever was sent in more than 24 hours ago. Done whenever somebody sends something, and by the background worker."""
    Received.objects.filter(received_at__lt=_oldest_kept()).delete()


def name_of(names: Iterable[str]) -> str:
    """What these files together are called in the record: by the first, and how many more there are."""
    first, *others = names
    return f"{first} and {len(others)} more" if others else first


def _oldest_kept() -> Any:
    return clock.now() - timedelta(hours=KEPT_HOURS)


def _bound(received: Received) -> str:
    return f"{received.account_id}:{received.id}"
