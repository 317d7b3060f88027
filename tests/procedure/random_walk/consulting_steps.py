"""What law and policy require up to the end of consultation."""

from tests.procedure.random_walk.counts import (
    answered,
    everyone_affected,
    latest,
    proposal,
    reached,
    representations,
    service_on,
    unions,
)
from tests.procedure.random_walk.raw import Raw, Reading
from tests.procedure.random_walk.steps import APPROVE, COMPLETE, RELEASE, SERVED, SUBJECTS, by_law_or_policy, may, step

# Proposing


@step("business-case-is-whole", APPROVE)  # PRO-2.1, POL-1.2
def _(r: Reading, act: Raw) -> bool:
    parts = ("details", "rationale", "implementation", "financial_implications", "effect_on_employees", "why_vacancies_do_not_meet_it")
    return not all(proposal(r).fields[part] for part in parts)


@step("approver-holds-the-power", APPROVE)  # PRO-2.2
def _(r: Reading, act: Raw) -> bool:
    return not may(r, act, "approve_in_principle")


# Consulting


@step("approved-before-consultation", RELEASE, SERVED)  # PRO-2.2
def _(r: Reading, act: Raw) -> bool:
    return not r.here(APPROVE)


@step("unavoidable-reviewed-before-consultation", RELEASE, SERVED)  # PRO-1.2
def _(r: Reading, act: Raw) -> bool:
    return not r.here("change.review_unavoidable")


@by_law_or_policy("section-188-information-complete", "union-information-complete", RELEASE)  # s.188(4) (LAW 1.2); PRO-3.6, whatever the number
def _(r: Reading, act: Raw) -> bool:
    case = proposal(r).fields
    return (
        not all(case[item] for item in ("rationale", "selection_method", "dismissal_method", "payment_method"))
        or case["agency_workers"] is None
        or not r.here("change.affect")
    )


def unserved(r: Reading) -> bool:
    return not unions(r) or any(service_on(r, union) is None for union in unions(r))


@step("unions-told-before-people", "change.warn_person")  # POL-3.2.1: the letter says that unions have been told
def _(r: Reading, act: Raw) -> bool:
    return unserved(r)


@by_law_or_policy("every-union-served", "every-union-told", COMPLETE)  # s.188(1B), (4), (5); POL-3.1.2
def _(r: Reading, act: Raw) -> bool:
    return unserved(r)


@by_law_or_policy("every-representation-answered", "every-representation-replied-to", COMPLETE)  # s.188(2); PRO-3.1, PRO-3.7
def _(r: Reading, act: Raw) -> bool:
    considered = {one["representation"] for one in act.fields["considered"]}
    return any(said.position not in considered or answered(r, said) is None for said in representations(r))


@by_law_or_policy("subjects-covered", "subjects-recorded", COMPLETE)  # s.188(2); POL-3.1.3
def _(r: Reading, act: Raw) -> bool:
    return not SUBJECTS <= {outcome.fields["subject"] for outcome in r.here("change.record_subject_outcome")}


@step("everyone-affected-told", COMPLETE)  # PRO-3.1, PRO-4.1
def _(r: Reading, act: Raw) -> bool:
    return any(not told(r, code) for code in everyone_affected(r))


def told(r: Reading, code: str) -> bool:
    letter = latest(r.here("change.warn_person", code))
    return letter is not None and reached(r, letter, code) is not None


@step("answers-come-from-the-head", "change.answer_union", "change.answer_employee")  # PRO-3.7
def _(r: Reading, act: Raw) -> bool:
    return not may(r, act, "reply_to_representations")


def uninvited(r: Reading, time: str) -> bool:
    return all(asked.fields["time"] != time for asked in r.here("change.invite_volunteers"))


@step("volunteers-invited", COMPLETE)  # PRO-6.2b
def _(r: Reading, act: Raw) -> bool:
    return uninvited(r, "consultation")
