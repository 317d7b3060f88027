"""How a step that law or policy requires is written down, and what several of them read: powers, numbers and names, as the clauses have them."""

from collections.abc import Callable
from datetime import date

from tests.procedure.random_walk.counts import days_by_law
from tests.procedure.random_walk.raw import Raw, Reading

Step = Callable[[Reading, Raw], bool]  # True: the step is missing
STEPS: dict[str, list[tuple[str, Step]]] = {}
BY_LAW: set[str] = set()
PAIRS: dict[str, str] = {}  # the law's name of a step: the policy's, below the threshold of s.188

LEAD = ("headteacher", "chief_executive")
POWERS = {  # PRO-2.2, PRO-3.7, R-1, R-2
    "approve_in_principle": (*LEAD, "trustee"),
    "reply_to_representations": LEAD,
    "dismiss": LEAD,
    "depart_from_policy": ("chief_executive", "trustee"),
}
SUBJECTS = {"avoiding dismissals", "reducing their number", "mitigating them"}  # s.188(2); POL-3.1.3
MEASURES = (  # PRO-6.1 (a) to (g)
    "vacancies-overtime-and-hours",
    "external-adverts-held-back",
    "people-at-risk-considered-first",
    "no-temporary-engagements",
    "temporary-contracts-reviewed",
    "outside-services-reviewed",
    "redeployment-and-retraining",
)
CRITERIA = ("performance", "quality", "adaptability", "approach", "attendance", "discipline")  # A1-1i to A1-3, each of weight one
ATTEMPTS = 2

APPROVE, RELEASE, SERVED = "change.approve_in_principle", "change.release_section_188", "change.section_188_served"
COMPLETE, SELECT, AT_RISK = "change.complete_consultation", "change.select", "change.declare_at_risk"
DECIDE, LETTER, NOTICE = "change.decide_dismissal", "change.release_notice", "change.notice_given"


def step(name: str, *kinds: str, law: bool = False) -> Callable[[Step], Step]:
    def declare(missing: Step) -> Step:
        for kind in kinds:
            STEPS.setdefault(kind, []).append((name, missing))
        if law:
            BY_LAW.add(name)
        return missing

    return declare


def by_law_or_policy(law: str, policy: str, *kinds: str) -> Callable[[Step], Step]:
    """The law's step from the threshold of s.188 on; below it the policy asks the same (POL-3.1.2)."""

    def declare(missing: Step) -> Step:
        step(law, *kinds, law=True)(lambda r, act: days_by_law(r) is not None and missing(r, act))
        step(policy, *kinds)(lambda r, act: days_by_law(r) is None and missing(r, act))
        return missing

    return declare


def departed(r: Reading, rule: str, act: Raw) -> bool:
    """Whether a holder of the power has set the policy's step aside, for all or for this person, up to a day (R-2)."""
    for said in r.here("record.depart"):
        until = said.fields["until"]
        if said.fields["rule"] == rule and said.about in (None, act.about) and (until is None or r.on <= date.fromisoformat(until)):
            if may(r, said, "depart_from_policy"):
                return True
    return False


def may(r: Reading, act: Raw, power: str) -> bool:
    """By office, or by a delegation from someone with the office, until its last day (POL-7)."""
    if act.office in POWERS[power]:
        return True
    given = [one for one in r.anywhere("trust.delegate", act.person) if one.fields["power"] == power and one.office in POWERS[power]]
    return any(one.fields["until"] is None or r.on <= date.fromisoformat(one.fields["until"]) for one in given)
