"""The outbox: a message for each letter that is released, written with it or not at all; sent at most once; what became of it to be seen."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends import locmem
from django_tasks_db.models import DBTaskResult

from evenhand.cli import main
from evenhand.procedure.acts import Draft
from evenhand.procedure.amending import Correct
from evenhand.procedure.change.consulting import AnswerUnion
from evenhand.procedure.change.informing import LetterServed, WarnPerson
from evenhand.procedure.change.proposing import ReviewUnavoidable
from evenhand.procedure.trust.governing import Appoint
from evenhand.procedure.trust.keeping import CloseReadingLog
from evenhand_web.accounts.models import Account
from evenhand_web.ledger import grants, hooks
from evenhand_web.ledger.models import Grant
from evenhand_web.ledger.reading import EVERYTHING, acts
from evenhand_web.notices import outbox, sending
from evenhand_web.notices.models import Outgoing, State
from evenhand_web.notices.wording import a_letter_waits
from evenhand_web.notices.work_command import one_round
from tests.procedure import thin_change as steps
from tests.procedure.world import ASHA, BEN, CEO, CHANGE, Refused, a_change, herself
from tests.site.acting import a_draft, a_founded_trust, attempt, recorded
from tests.site.ledger_world import LedgerWorld
from tests.site.sites import Site, only_sqlite

NOBODY_TOLD = ("k000", "person-k000", "Dana", "risk", "redundan", CHANGE, "Saltings", "dismiss", "notice")


def an_account(person: str, email: str = "", **more: Any) -> Account:
    return Account.objects.create_user(sign_in_name=f"{person}-signs-in", name="Dana Price", person=person, email=email, **more)


@pytest.fixture
def world(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> LedgerWorld:
    """A change that has gone to the union, nobody warned yet; k000 and the union's representative have an e-mail address, and k001 has none."""
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    world = LedgerWorld(monkeypatch)
    a_change(world)
    steps.review(world)
    steps.approve(world)
    an_account("person-k000", "dana@home.example")
    an_account("person-k001")
    an_account("carys", "carys@union.example")
    steps.serve_union(world)
    return world


def warned(world: LedgerWorld, code: str) -> int:
    return world.act(BEN, WarnPerson(letter="Your job may be at risk."), about=code).position


def state_of(letter: int) -> tuple[str, str]:
    (row,) = outbox.of_letter(letter)
    return row.state, row.why


def work(world: LedgerWorld, minutes: int = 0) -> None:
    world.now += timedelta(minutes=minutes)
    one_round()


class Failing(locmem.EmailBackend):
    """A mail server that fails as the test says: while it is reached, or once the message was handed to it."""

    while_reached: Exception | None = None
    on_handing_over: BaseException | None = None
    handed_over = 0

    def open(self) -> bool:
        if Failing.while_reached:
            raise Failing.while_reached
        return True

    def send_messages(self, messages: Any) -> int:
        Failing.handed_over += 1
        if Failing.on_handing_over:
            raise Failing.on_handing_over
        return super().send_messages(messages)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, world: LedgerWorld) -> type[Failing]:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", f"{__name__}.Failing")
    monkeypatch.setattr(sending, "get_connection", Failing)
    for name, value in (("while_reached", None), ("on_handing_over", None), ("handed_over", 0)):
        monkeypatch.setattr(Failing, name, value)
    return Failing


def test_a_letter_that_is_released_is_told_to_whom_it_is_for_and_to_nobody_else(world: LedgerWorld):
    work(world)
    mail.outbox.clear()
    letter = warned(world, "k000")
    assert state_of(letter) == (State.QUEUED, "")
    work(world)
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("A letter for you from Marram Learning Trust", ["dana@home.example"])
    assert state_of(letter) == (State.SENT, "")
    assert DBTaskResult.objects.successful().count() == DBTaskResult.objects.count() > 0


def test_it_tells_nothing_about_her_to_whoever_sees_her_mail(world: LedgerWorld):
    warned(world, "k000")
    work(world)
    for message in mail.outbox:
        said = f"{message.subject}\n{message.body}"
        assert not [word for word in NOBODY_TOLD if word.lower() in said.lower()]
    said = a_letter_waits("Marram Learning Trust", "https://evenhand.example/")
    assert said.text.count("https://") == 1 and "https://evenhand.example/\n" in said.text


@only_sqlite
def test_sending_serves_nothing(world: LedgerWorld):
    letter = warned(world, "k000")
    work(world)
    assert not [act for act in acts(EVERYTHING) if isinstance(act.body, LetterServed)]
    assert world.dossier().every(WarnPerson)[0].position == letter


def test_a_unions_letter_goes_to_whoever_represents_it_today(world: LedgerWorld):
    said = steps.union_speaks(world)
    answer = world.act(BEN, AnswerUnion(representation=said.position, outcome="not accepted", reasons="It would not save enough."))
    recorded(a_draft(CEO, Appoint(office="union_representative", union="UNISON"), about="cal"))
    recorded(a_draft(CEO, Appoint(office="union_representative", union="GMB"), about="gita"))
    an_account("cal", "cal@union.example")
    an_account("gita", "gita@other.example")
    work(world)
    assert [(message.to, message.bcc) for message in mail.outbox] == [([], ["cal@union.example", "carys@union.example"])], "neither sees the other's address"
    assert [(row.code, row.union, row.state) for row in outbox.of_letter(answer.position)] == [("", "UNISON", State.SENT)]


def test_no_letter_no_message_and_a_refused_one_none_either(world: LedgerWorld):
    before = Outgoing.objects.count()
    world.act(BEN, ReviewUnavoidable(statement="Looked again."))
    with pytest.raises(Refused):
        world.act(BEN, WarnPerson(letter="Your job may be at risk."), about="k900")
    assert Outgoing.objects.count() == before


@only_sqlite
def test_it_is_written_with_the_act_or_the_act_is_not(world: LedgerWorld):
    def refuse(**_: Any) -> None:
        raise RuntimeError("no room")

    before = len(acts(EVERYTHING))
    hooks.appended.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            warned(world, "k000")
    finally:
        hooks.appended.disconnect(refuse)
    assert len(acts(EVERYTHING)) == before and not Outgoing.objects.filter(code="k000").exists()
    assert warned(world, "k000") == before


@only_sqlite
def test_the_same_command_again_queues_it_once(world: LedgerWorld):
    draft: Draft[Any] = a_draft(BEN, WarnPerson(letter="Your job may be at risk."), matter=CHANGE, about="k000")
    letters = {attempt(draft, command_id="again").positions.start for _ in range(2)}  # type: ignore[union-attr]
    assert len(letters) == 1 and Outgoing.objects.filter(code="k000").count() == 1


@only_sqlite
def test_the_criteria_go_to_each_member_of_the_pool(world: LedgerWorld):
    people = ["k000", "k001", "k002"]
    steps.warn(world, people)
    steps.invite(world, "consultation")
    steps.answer(world, steps.union_speaks(world))
    steps.discuss(world)
    steps.complete(world)
    steps.form_pool(world, people)
    published = steps.publish(world, people)
    assert [(row.code, row.state) for row in outbox.of_letter(published.position)] == [(code, State.READ) for code in people]


def test_two_tasks_for_one_message_send_it_once(world: LedgerWorld):
    letter = warned(world, "k000")
    for _ in range(3):
        sending.enqueue_what_is_due()
    work(world)
    work(world)
    assert len([message for message in mail.outbox if message.to == ["dana@home.example"]]) == 1
    assert state_of(letter)[0] == State.SENT


def test_a_worker_that_dies_after_handing_over_never_sends_it_again(world: LedgerWorld, failing: type[Failing]):
    letter = warned(world, "k000")
    (row,) = outbox.of_letter(letter)
    failing.on_handing_over = SystemExit()  # as a kill would end it: nothing after this is written down
    with pytest.raises(SystemExit):
        sending.send.call(row.pk)
    failing.on_handing_over = None
    assert state_of(letter)[0] == State.SENDING
    work(world, sending.NOT_KNOWN_AFTER_MINUTES - 1)
    assert state_of(letter)[0] == State.SENDING
    work(world, 1)
    assert state_of(letter) == (State.FAILED, sending.NOT_KNOWN)
    work(world, 500)
    assert failing.handed_over == 1 and state_of(letter)[0] == State.FAILED


@pytest.mark.parametrize("fault", [smtplib.SMTPServerDisconnected("gone"), TimeoutError("slow")])
def test_where_the_server_went_silent_it_is_not_known_and_not_sent_again(world: LedgerWorld, failing: type[Failing], fault: Exception):
    letter = warned(world, "k000")
    failing.on_handing_over = fault
    work(world)
    failing.on_handing_over = None
    work(world, 500)
    assert state_of(letter) == (State.FAILED, sending.NOT_KNOWN)


@pytest.mark.parametrize(
    "harm",
    [
        lambda failing: setattr(failing, "while_reached", ConnectionRefusedError("refused")),
        lambda failing: setattr(failing, "on_handing_over", smtplib.SMTPDataError(451, b"try later")),
        lambda failing: setattr(failing, "on_handing_over", smtplib.SMTPRecipientsRefused({"dana@home.example": (450, b"mailbox busy")})),
    ],
)
def test_what_surely_did_not_leave_is_tried_again_at_its_times_and_then_given_up(world: LedgerWorld, failing: type[Failing], harm: Callable[[Any], None]):
    letter = warned(world, "k000")
    harm(failing)
    work(world)
    for attempts, minutes in enumerate(sending.MINUTES_UNTIL_THE_NEXT_TRY, start=1):
        assert (outbox.of_letter(letter)[0].attempts, state_of(letter)[0]) == (attempts, State.QUEUED)
        work(world, minutes - 1)
        assert outbox.of_letter(letter)[0].attempts == attempts
        work(world, 1)
    row = outbox.of_letter(letter)[0]
    assert (row.state, row.attempts) == (State.FAILED, len(sending.MINUTES_UNTIL_THE_NEXT_TRY) + 1) and "mail server" in row.why


def test_what_failed_once_gets_there_when_the_server_is_back(world: LedgerWorld, failing: type[Failing]):
    letter = warned(world, "k000")
    failing.while_reached = OSError("no route")
    work(world)
    failing.while_reached = None
    work(world, sending.MINUTES_UNTIL_THE_NEXT_TRY[0])
    assert state_of(letter)[0] == State.SENT and [one.to for one in mail.outbox].count(["dana@home.example"]) == 1


@pytest.mark.parametrize("fault", [smtplib.SMTPRecipientsRefused({"dana@home.example": (550, b"no such user")}), smtplib.SMTPDataError(554, b"spam")])
def test_what_the_server_will_never_take_is_given_up_at_once_and_says_why(world: LedgerWorld, failing: type[Failing], fault: Exception):
    letter = warned(world, "k000")
    failing.on_handing_over = fault
    work(world)
    state, why = state_of(letter)
    assert state == State.FAILED and ("no such user" in why or "spam" in why)


@pytest.mark.parametrize("account", ["no e-mail address", "closed", "no account"])
def test_where_there_is_no_address_it_says_what_to_do_instead(world: LedgerWorld, account: str):
    if account == "closed":
        Account.objects.filter(person="person-k001").update(email="sam@home.example", is_active=False)
    letter = warned(world, "k002" if account == "no account" else "k001")
    work(world)
    assert state_of(letter) == (State.FAILED, sending.NO_ADDRESS)


def test_a_letter_read_before_the_message_left_is_not_announced_any_more(world: LedgerWorld):
    work(world)
    mail.outbox.clear()
    letter = warned(world, "k000")
    read = world.act(herself("k000"), LetterServed(letter=letter, channel="read on screen"), about="k000", happened_on=world.today)
    work(world)
    (row,) = outbox.of_letter(letter)
    assert (row.state, row.arrived_by, mail.outbox) == (State.READ, read.position, [])


@only_sqlite
@pytest.mark.parametrize("before", [State.SENT, State.FAILED, State.SENDING])
def test_whatever_became_of_the_message_the_letters_arrival_is_what_counts(world: LedgerWorld, before: State):
    letter = warned(world, "k000")
    Outgoing.objects.filter(position=letter).update(state=before, why="x")
    steps.serve(world, world.dossier().every(WarnPerson)[0])
    assert state_of(letter) == (State.READ, "")


@only_sqlite
def test_a_letter_withdrawn_before_the_message_left_is_not_announced(world: LedgerWorld):
    work(world)
    mail.outbox.clear()
    letter = warned(world, "k000")
    world.act(BEN, Correct(corrects=letter, because="Sent to the wrong person."), happened_on=world.today, about="k000")
    work(world)
    assert state_of(letter)[0] == State.WITHDRAWN and mail.outbox == []


@only_sqlite
def test_a_message_that_came_back_is_shown_and_a_person_may_send_it_again(world: LedgerWorld):
    letter = warned(world, "k000")
    work(world)
    (row,) = outbox.of_letter(letter)
    assert not outbox.send_again(row.pk)
    outbox.came_back(row.pk, "mailbox full")
    assert state_of(letter) == (State.FAILED, "It came back: mailbox full")
    assert outbox.send_again(row.pk)
    work(world)
    assert state_of(letter)[0] == State.SENT and [one.to for one in mail.outbox].count(["dana@home.example"]) == 2


@only_sqlite
def test_after_a_restore_what_was_waiting_is_not_sent_by_itself(world: LedgerWorld):
    letter = warned(world, "k000")
    hooks.restored.send(sender=None)
    work(world)
    assert state_of(letter) == (State.FAILED, outbox.UNKNOWN_AFTER_A_RESTORE)


def test_the_worker_does_what_is_due_and_closes_past_logs_in_somebodys_name(world: LedgerWorld, capsys: pytest.CaptureFixture[str]):
    letter = warned(world, "k000")
    assert main(["work", "--once"]) == 0
    assert state_of(letter)[0] == State.SENT
    world.now += timedelta(days=1)
    assert main(["work", "--once", "--by", "asha"]) == 0
    assert main(["work", "--once", "--by", "asha"]) == 0
    assert [act.actor.person for act in acts(EVERYTHING) if isinstance(act.body, CloseReadingLog)] == [ASHA.person]
    world.now += timedelta(days=1)
    assert main(["work", "--once", "--by", "ben", "--as", "headteacher"]) == 2
    assert "Only " in capsys.readouterr().err


@only_sqlite
def test_the_worker_with_nothing_to_do_does_nothing(a_site: Site):
    a_founded_trust()
    assert main(["work", "--once"]) == 0 and DBTaskResult.objects.count() == 0


@only_sqlite
def test_the_worker_tells_what_is_not_as_it_should_be(world: LedgerWorld, capsys: pytest.CaptureFixture[str]):
    Grant.objects.filter(position=0).delete()
    assert main(["work", "--once"]) == 2
    assert capsys.readouterr().err == "The grants of act 0 are not those that its parts give.\n"
    grants.rebuild()
    assert main(["work", "--once"]) == 0
