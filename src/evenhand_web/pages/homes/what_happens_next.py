"""What happens next to an employee in a change: the steps before her that are not taken yet, as the policy of the change has them."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.calendars.words import day_in_words
from evenhand.procedure.change.consulting import CompleteConsultation
from evenhand.procedure.change.informing import has_had
from evenhand.procedure.change.meeting import attempts_asked, has_met
from evenhand.procedure.change.paying import StatePayment
from evenhand.procedure.change.pooling import PublishCriteria
from evenhand.procedure.change.proposing import Affect, proposal
from evenhand.procedure.change.redeploying import looked_at
from evenhand.procedure.change.selecting import DiscloseScores, Select
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.people import open_vacancies
from evenhand_web.pages.homes.where_you_are import AT_RISK, BEFORE, NOTICE

LINES = 3
Asked = Callable[[Dossier, Context, str], bool]


@dataclass(frozen=True)
class Ahead:
    """A step that lies ahead of somebody who has come so far, until it is done. `rule`: only where the policy asks for it; empty: always. `if_compared`: only
    for whoever is to be compared with others."""

    reached: str
    says: str
    done: Asked
    rule: str = ""
    if_compared: bool = False


def _met(purpose: str) -> Asked:
    return lambda dossier, context, code: has_met(dossier, code, purpose, attempts_asked(context))


def _had(kind: type[DiscloseScores] | type[StatePayment]) -> Asked:
    def done(dossier: Dossier, context: Context, code: str) -> bool:
        letter = dossier.latest(kind, code)
        return letter is not None and has_had(dossier, letter) is not None

    return done


def _had_the_criteria(dossier: Dossier, context: Context, code: str) -> bool:
    return any(has_had(dossier, published, code) for published in dossier.every(PublishCriteria))


def _every_vacancy(dossier: Dossier, context: Context, code: str) -> bool:
    return set(open_vacancies(context.bearing)) <= looked_at(dossier, code).keys()


AHEAD = (
    Ahead(
        BEFORE,
        "The trust and the unions talk about the change. The trust must answer every point.",
        lambda dossier, context, code: bool(dossier.every(CompleteConsultation)),
    ),
    Ahead(BEFORE, "You get the criteria in writing before anyone is compared.", _had_the_criteria, "criteria-reached-the-pool", if_compared=True),
    Ahead(BEFORE, "You are offered a meeting before anyone is scored.", _met("first"), "met-before-any-score", if_compared=True),
    Ahead(BEFORE, "You get your own scores, and can question them.", _had(DiscloseScores), "own-scores-before-selection", if_compared=True),
    Ahead(BEFORE, "You are offered a meeting about your scores before anyone is selected.", _met("second"), "met-before-selection", if_compared=True),
    Ahead(
        BEFORE,
        "The trust says who is selected. You are told in writing if you are at risk.",
        lambda dossier, context, code: bool(dossier.every(Select, code)),
        if_compared=True,
    ),
    Ahead(AT_RISK, "You are offered a meeting about other jobs.", _met("redeployment"), "redeployment-meeting-held"),
    Ahead(AT_RISK, "Each vacancy in the trust is looked at for you, with a reason where it does not suit.", _every_vacancy, "every-vacancy-considered"),
    Ahead(AT_RISK, "You are met again, and can answer, before anyone decides to dismiss you.", _met("decision"), "met-before-decision"),
    Ahead(NOTICE, "Vacancies are looked at for you until your job ends.", lambda dossier, context, code: False, "consider-new-vacancies"),
    Ahead(NOTICE, "You get a written statement of how any redundancy payment was worked out.", _had(StatePayment)),
)


def next_for(dossier: Dossier, context: Context, code: str, reached: str) -> list[str]:
    """The next steps, three lines at most; before notice, the last says before which day no dismissal is proposed."""
    held = dossier.every(Affect, code)
    compared = any(one.body.effect == "in a pool" for one in held)
    found = [
        one.says
        for one in AHEAD
        if one.reached == reached and (compared or not one.if_compared) and (not one.rule or context.clauses(one.rule)) and not one.done(dossier, context, code)
    ]
    if reached in (BEFORE, AT_RISK):
        first = day_in_words(proposal(dossier).body.first_dismissal_on)
        return [*found[: LINES - 1], f"No dismissal is proposed to take effect before {first}."]
    return found[:LINES]
