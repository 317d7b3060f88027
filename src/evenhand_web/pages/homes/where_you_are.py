"""Where an employee stands in a change, in one sentence with its day: derived from the acts about her code, and from letters only once they reached her."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act
from evenhand.procedure.change.informing import WarnPerson, has_had
from evenhand.procedure.change.pooling import PlaceInPool, pool_called
from evenhand.procedure.change.proposing import person_behind, proposal
from evenhand.procedure.change.redeploying import DeclareAtRisk, OfferAnswered, OfferVacancy, has_accepted_an_offer
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.change.under_notice import ends_on_as_it_stands, standing_notice
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.people import EmploymentEnded

BEFORE, AT_RISK, NOTICE, OVER = "before", "at risk", "notice", "over"


@dataclass(frozen=True)
class Status:
    """One sentence, since when (None: since the change was announced), what it means, and how far the person has come."""

    says: str
    since: date | None
    means: str
    reached: str


def status_of(dossier: Dossier, context: Context, code: str) -> Status:
    """The person's status in the change.

    What a letter tells counts from the day on which it reached her, so that nobody learns from this page what she should be told first. What was decided
    and not yet told is not said here.
    """
    return next(found for asks in _IN_ORDER if (found := asks(dossier, context, code)))


def _left(dossier: Dossier, context: Context, code: str) -> Status | None:
    ended, notice = context.bearing.every(EmploymentEnded, person_behind(dossier, code)), standing_notice(dossier, code)
    if not ended or notice is None:
        return None
    return Status(f"Your job ended on {day_in_words(ended[-1].happened_on)}.", ended[-1].happened_on, "You can still read your letters here.", OVER)


def _placed(dossier: Dossier, context: Context, code: str) -> Status | None:
    if not has_accepted_an_offer(dossier, code):
        return None
    answer = dossier.every(OfferAnswered, code)[-1]
    offer = dossier.at(OfferVacancy, answer.body.offer)
    job = f" ({offer.body.vacancy})" if offer else ""
    return Status(f"You have accepted another job{job}.", answer.happened_on, "While that stands you are not dismissed.", OVER)


def _under_notice(dossier: Dossier, context: Context, code: str) -> Status | None:
    notice = standing_notice(dossier, code)
    if notice is None:
        return None
    says = f"Your job ends on {day_in_words(ends_on_as_it_stands(dossier, notice))}. You can still be offered another job."
    return Status(says, notice.happened_on, "You were given notice. Until that day you have your job and your pay.", NOTICE)


def _offered(dossier: Dossier, context: Context, code: str) -> Status | None:
    waiting = offers_to_answer(dossier, code)
    if not waiting:
        return None
    says = f"You have been offered a job: {waiting[0].body.vacancy}. Say whether you want it."
    return Status(says, waiting[0].happened_on, "Saying no may affect a redundancy payment if the job suits you. Ask before you answer.", AT_RISK)


def _at_risk(dossier: Dossier, context: Context, code: str) -> Status | None:
    declared, chosen = dossier.latest(DeclareAtRisk, code), dossier.latest(Select, code)
    had = has_had(dossier, declared) if declared else None
    if had is None or (chosen is not None and not chosen.body.selected):
        return None
    says = "You are at risk of redundancy. You do not have a job in the new structure yet. The trust must help you look for one."
    return Status(says, had.happened_on, "It is not notice. Your job and your pay go on for now.", AT_RISK)


def _not_selected(dossier: Dossier, context: Context, code: str) -> Status | None:
    chosen = dossier.latest(Select, code)
    if chosen is None or chosen.body.selected:
        return None
    return Status("You have not been selected for redundancy. Your job goes on.", chosen.happened_on, "People in your group were compared, and you stay.", OVER)


def _compared(dossier: Dossier, context: Context, code: str) -> Status | None:
    placed = dossier.latest(PlaceInPool, code)
    formed = pool_called(dossier, placed.body.pool) if placed else None
    if placed is None or formed is None:
        return None
    line = next((one for one in proposal(dossier).body.lines if (one.establishment, one.job) == (formed.body.establishment, formed.body.job)), None)
    number = f" There are {line.posts_now} posts like yours, and the trust proposes to keep {line.posts_proposed}." if line else ""
    means = "Being in a group does not mean that you are selected."
    return Status(f"Your job is in a group that is being compared.{number} Everyone is compared in the same way.", placed.happened_on, means, BEFORE)


def _affected(dossier: Dossier, context: Context, code: str) -> Status | None:
    warning = dossier.latest(WarnPerson, code)
    had = has_had(dossier, warning) if warning else None
    means = "The trust proposes a change and must consult on it first. You can say what you think."
    return Status("This change may affect your job. Nothing has been decided about you.", had.happened_on if had else None, means, BEFORE)


_IN_ORDER: tuple[Callable[[Dossier, Context, str], Status | None], ...] = (
    _left,
    _placed,
    _under_notice,
    _offered,
    _at_risk,
    _not_selected,
    _compared,
    _affected,
)


def offers_to_answer(dossier: Dossier, code: str) -> list[Act[OfferVacancy]]:
    """The offers to the person that she has not answered, the latest first."""
    answered = {one.body.offer for one in dossier.every(OfferAnswered, code)}
    return [offer for offer in reversed(dossier.every(OfferVacancy, code)) if offer.position not in answered]


def dates_not_to_miss(dossier: Dossier, code: str, reached: str) -> list[tuple[str, str]]:
    """What the person can do by a day, and the day. Not decided here: an appeal's last day, which Evenhand does not work out yet."""
    found = [
        (f"Answer the offer of {offer.body.vacancy}", f"Before it starts on {day_in_words(offer.body.starts_on)}") for offer in offers_to_answer(dossier, code)
    ]
    notice = standing_notice(dossier, code)
    if notice and reached == NOTICE:
        found.append(("Your job ends", f"At the end of {day_in_words(ends_on_as_it_stands(dossier, notice))}"))
    return found
