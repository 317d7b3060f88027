"""What law and policy require of redeployment and of whoever is protected, and before a dismissal is decided."""

from datetime import date

from tests.procedure.random_walk.counts import (
    latest,
    reached,
)
from tests.procedure.random_walk.raw import Raw, Reading
from tests.procedure.random_walk.selecting_steps import met
from tests.procedure.random_walk.steps import (
    AT_RISK,
    DECIDE,
    MEASURES,
    NOTICE,
    SELECT,
    may,
    step,
)

# Redeploying


@step("at-risk-after-selection", AT_RISK)  # PRO-10.9, PRO-11.1
def _(r: Reading, act: Raw) -> bool:
    chosen = latest(r.here(SELECT, act.about))
    return chosen is None or not chosen.fields["selected"]


def open_vacancies(r: Reading) -> set[str]:
    closed = {gone.fields["vacancy"] for gone in r.anywhere("trust.close_vacancy")}
    return {known.fields["vacancy"] for known in r.anywhere("trust.list_vacancy")} - closed


def told_of(r: Reading, person: str | None) -> list[tuple[Raw, Raw | None]]:
    """What the employer was told of family leave, each with the latest answer to whether it protects her (LAW 5)."""
    answers = {answer.fields["told"]: answer for answer in r.anywhere("trust.answer_protected_period", person)}
    return [(one, answers.get(one.position)) for one in r.anywhere("trust.employer_told", person)] if person else []


def protected_on(r: Reading, person: str | None, day: date) -> bool:
    """Whether a protected period runs that day, or may, because nobody has answered."""
    return any(
        answer is None or (answer.fields["runs"] and date.fromisoformat(answer.fields["runs_from"]) <= day <= date.fromisoformat(answer.fields["runs_to"]))
        for _, answer in told_of(r, person)
    )


def under_threat(r: Reading, code: str | None) -> bool:
    """Redundant, as LAW 5 needs: declared at risk, or dismissal decided, or under notice however it was given."""
    return any(r.anywhere(kind, code) for kind in (AT_RISK, DECIDE, NOTICE))


def passed_over(r: Reading, code: str | None, vacancy: str) -> bool:
    """Whether a vacancy was not looked at for the person, or suits and was not offered."""
    looked = [one for act in r.anywhere("change.consider_vacancies", code) for one in act.fields["considered"] if one["vacancy"] == vacancy]
    if not looked:
        return True
    return looked[-1]["suitable"] and all(offer.fields["vacancy"] != vacancy for offer in r.anywhere("change.offer_vacancy", code))


def somebody_comes_first(r: Reading, vacancy: str) -> bool:
    for affected in r.anywhere("change.affect"):
        person = affected.fields["person"]
        if under_threat(r, affected.about) and protected_on(r, person, r.on) and not r.anywhere("trust.employment_ended", person):
            if passed_over(r, affected.about, vacancy):
                return True
    return False


def person_behind(r: Reading, code: str | None) -> str | None:
    affected = latest(r.facts("change.affect", code))
    return affected.fields["person"] if affected else None


@step("protected-person-comes-first", "change.offer_vacancy", law=True)  # LAW 5: must be offered, before any competition
def _(r: Reading, act: Raw) -> bool:
    return not protected_on(r, person_behind(r, act.about), r.on) and somebody_comes_first(r, act.fields["vacancy"])


@step("vacancy-is-not-closed-over-a-protected-person", "trust.close_vacancy", law=True)  # LAW 5
def _(r: Reading, act: Raw) -> bool:
    return somebody_comes_first(r, act.fields["vacancy"])


# Deciding


@step("decider-holds-the-power", DECIDE)
def _(r: Reading, act: Raw) -> bool:
    return not may(r, act, "dismiss")


@step("met-before-decision", DECIDE)
def _(r: Reading, act: Raw) -> bool:
    return not met(r, act.about, "decision")


@step("at-risk-person-told", DECIDE)  # PRO-11.1; POL-5.1: nobody goes who is no longer selected
def _(r: Reading, act: Raw) -> bool:
    chosen = latest(r.here(SELECT, act.about))
    if chosen is not None and not chosen.fields["selected"]:
        return True
    letter = latest(r.here(AT_RISK, act.about))
    return letter is None or reached(r, letter, act.about) is None


@step("redeployment-meeting-held", DECIDE)  # PRO-11.2
def _(r: Reading, act: Raw) -> bool:
    letter = latest(r.here(AT_RISK, act.about))
    return not met(r, act.about, "redeployment", letter.day if letter else date.min)


@step("every-vacancy-considered", DECIDE)  # PRO-11.11, PRO-6.2a: anywhere in the trust
def _(r: Reading, act: Raw) -> bool:
    risk, stated = latest(r.here(AT_RISK, act.about)), latest(r.anywhere("trust.state_vacancies"))
    looked = {one["vacancy"] for said in r.here("change.consider_vacancies", act.about) for one in said.fields["considered"]}
    return stated is None or (risk is not None and stated.day < risk.day) or bool(open_vacancies(r) - looked)


@step("hr-consulted-before-notice", DECIDE)  # PRO-11.13
def _(r: Reading, act: Raw) -> bool:
    return all(advice.person == act.person for advice in r.here("change.consult_hr", act.about))


@step("avoidance-measures-considered", DECIDE)  # POL-1.3, PRO-6.1: in the area affected and the wider trust
def _(r: Reading, act: Raw) -> bool:
    looked = {(one.fields["measure"], one.fields["where"]) for one in r.here("change.consider_measure")}
    return any((measure, where) not in looked for measure in MEASURES for where in ("the area affected", "the wider trust"))
