"""A proposal as a change on record would hold it: its lines, its agency workers, and each employment that it affects with the facts that pay rests on."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from evenhand.law.era_1996.weeks_pay import weeks_pay_from_salary
from evenhand.planning.affected import Affected, Reach
from evenhand.planning.paying import payment
from evenhand.procedure.change.proposing import Affect, AgencyWorkers
from evenhand.workforce.workforce import Workforce


def agency_workers_at(workforce: Workforce, establishments: set[str]) -> tuple[AgencyWorkers, ...]:
    """The agency workers at these establishments (TULRCA 1992 s.188(4)(g) to (i)); each without any is said as nought."""
    here = [each for each in workforce.agency_workers.values() if each.school in establishments]
    none = [AgencyWorkers(establishment=place, number=0) for place in sorted(establishments - {each.school for each in here})]
    return (*(AgencyWorkers(establishment=each.school, number=each.number, where=each.where, work=each.work) for each in here), *none)


def affects(found: Reach, codes: Mapping[str, str], workforce: Workforce, on: date) -> Iterator[tuple[str, Affect]]:
    """Each employment that is affected, with the code that stands for its person in the matter, by payroll number.

    Raises NotComputable where the facts lack what a week's pay needs.
    """
    for each in found.affected:
        yield codes[each.person.payroll_number], _affect(each, workforce, on)


def _affect(each: Affected, workforce: Workforce, on: date) -> Affect:
    return Affect(
        person=each.person.payroll_number,
        establishment=each.post.school,
        job=each.post.jd_code,
        staff_group=each.post.staff_group,
        effect="changed" if each.effect == "changed" else "in a pool" if each.pool else "deleted",
        expires_by_itself_on=each.ends_on if each.expires_by_itself else None,
        employment=each.employment.contract_number,
        date_of_birth=each.person.date_of_birth,
        service_from=each.person.service_from,
        weekly_pay=_weekly_pay(each, workforce, on),
        contract=each.employment.notice_terms,
    )


def _weekly_pay(each: Affected, workforce: Workforce, on: date) -> Decimal:
    """A week's pay on the paid-weeks basis, as the plan takes it; of an employment that goes on, from its salary today."""
    if each.ends_on is None:
        return weeks_pay_from_salary(each.employment.annual_salary, on)
    return payment(each, workforce.pay_scales, "last-known").weekly_pay
