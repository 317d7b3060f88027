"""Sending what the outbox holds, each message at most once.

A row is claimed, and the claim committed, before the mail server hears of it. If the worker dies in between, nobody knows whether the e-mail left; it is not
sent a second time but shown as not known, for a person to decide. At most once, and not at least once, because the e-mail serves nothing: the letter waits on
screen whatever becomes of it, a second 'letter for you' frightens, and one that did not arrive is seen on the list and served by hand.
"""

import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django_tasks import task

from evenhand.procedure.audience import Office
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Found, office_holders
from evenhand_web.accounts.models import Account
from evenhand_web.config import clock
from evenhand_web.ledger.folds import folded
from evenhand_web.ledger.grants import person_known_as
from evenhand_web.notices.models import Outgoing, State
from evenhand_web.notices.wording import a_letter_waits

MINUTES_UNTIL_THE_NEXT_TRY = (1, 5, 30, 120)  # after the first failure, the second, ...; after one more it is given up
NOT_KNOWN_AFTER_MINUTES = 10

NO_ADDRESS = "No e-mail address is on record. Serve the letter by hand or by post."
NOT_KNOWN = "It is not known whether the e-mail left: sending was interrupted. Ask whether it came, or send it again."


class _NotTaken(Exception):
    """The mail server did not take the message. `for_good`: it never will."""

    def __init__(self, why: str, *, for_good: bool) -> None:
        super().__init__(why)
        self.for_good = for_good


@task()
def send(outgoing: int) -> str:
    """Send one message, unless that was done, is being done or is not to be done any more; the answer is what state it is in now."""
    now = clock.now()
    claimed = Outgoing.objects.filter(pk=outgoing, state=State.QUEUED, next_try_at__lte=now)
    if claimed.update(state=State.SENDING, attempts=F("attempts") + 1, tried_at=now):
        _hand_over(Outgoing.objects.get(pk=outgoing))
    return str(Outgoing.objects.values_list("state", flat=True).get(pk=outgoing))


def enqueue_what_is_due() -> int:
    """A task for each message that is due, and so again for one whose task was lost with its worker; the answer is how many. Two tasks send it once."""
    now = clock.now()
    lost = Outgoing.objects.filter(state=State.SENDING, tried_at__lte=now - timedelta(minutes=NOT_KNOWN_AFTER_MINUTES))
    lost.update(state=State.FAILED, why=NOT_KNOWN)
    due = list(Outgoing.objects.filter(state=State.QUEUED, next_try_at__lte=now).order_by("id").values_list("id", flat=True))
    for outgoing in due:
        send.enqueue(outgoing)
    return len(due)


def _hand_over(row: Outgoing) -> None:
    addresses = _addresses(row)
    if not addresses:
        _settle(row, state=State.FAILED, why=NO_ADDRESS)
        return
    try:
        _mail(addresses)
    except _NotTaken as why:
        _try_later(row, why)
    except (smtplib.SMTPException, OSError):
        _settle(row, state=State.FAILED, why=NOT_KNOWN)
    else:
        _settle(row, state=State.SENT, sent_at=clock.now())


def _settle(row: Outgoing, **found: object) -> None:
    """Write down what became of it; where the record meanwhile says that the letter arrived, that stands."""
    Outgoing.objects.filter(pk=row.pk, state=State.SENDING).update(**found)


def _try_later(row: Outgoing, why: _NotTaken) -> None:
    if why.for_good or row.attempts > len(MINUTES_UNTIL_THE_NEXT_TRY):
        _settle(row, state=State.FAILED, why=str(why))
    else:
        wait = timedelta(minutes=MINUTES_UNTIL_THE_NEXT_TRY[row.attempts - 1])
        _settle(row, state=State.QUEUED, why=str(why), next_try_at=clock.now() + wait)


def _addresses(row: Outgoing) -> list[str]:
    if row.code:
        people = {person_known_as(row.matter, row.code)} - {None}
    else:
        people = set(office_holders(Dossier(folded({"trust"}).bearing, on=clock.today()), Office.UNION_REPRESENTATIVE, row.union))
    return sorted(Account.objects.filter(person__in=people, is_active=True).exclude(email="").values_list("email", flat=True))


def _mail(addresses: list[str]) -> None:
    """Hand the message to the mail server. Raises _NotTaken where it surely did not leave; anything else that goes wrong leaves that open."""
    founded = Dossier(folded({"trust"}).bearing).latest(Found)
    said = a_letter_waits(founded.body.trust if founded else "your trust", _front_page())
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as fault:
        raise _NotTaken(f"The mail server could not be reached: {fault}", for_good=False) from fault
    subject, one = " ".join(said.subject.split()), len(addresses) == 1  # several do not see each other's addresses
    to, unseen = (addresses, []) if one else ([], addresses)
    message = EmailMessage(subject, said.text, to=to, bcc=unseen, connection=connection, headers={"Auto-Submitted": "auto-generated"})
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as fault:
        code, told = next(iter(fault.recipients.values()))
        raise _NotTaken(f"The mail server does not know the address: {_plain(told)}", for_good=code >= 500) from fault
    except smtplib.SMTPResponseException as fault:
        raise _NotTaken(f"The mail server did not take it: {_plain(fault.smtp_error)}", for_good=fault.smtp_code >= 500) from fault
    finally:
        connection.close()


def _front_page() -> str:
    return getattr(settings, "EVENHAND_ADDRESS", "") or f"https://{settings.ALLOWED_HOSTS[0]}/"


def _plain(told: bytes | str) -> str:
    return told.decode(errors="replace") if isinstance(told, bytes) else told
