"""What redundancy would cost: the statutory payment for each employment that ends, on both readings of a week's pay, and in all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pydantic import ValidationError

from evenhand.law.answers import in_pounds, so_many
from evenhand.law.dated import NotOnFile
from evenhand.law.era_1996.redundancy_pay import RedundancyPay, RedundancyPayQuestion, redundancy_pay
from evenhand.law.era_1996.weeks_pay import LAW as WEEKS_PAY
from evenhand.law.era_1996.weeks_pay import weeks_pay_from_salary
from evenhand.law.problems import problems_in
from evenhand.planning.affected import Affected, Pool
from evenhand.workforce.people import Employment
from evenhand.workforce.structure import PayScale

Assume = Literal["last-known"] | None
WEEKS_OF_A_WHOLE_YEAR = 52
_NOTHING = Decimal("0.00")
_PENNY = Decimal("0.01")


class NotComputable(ValueError):
    """The payment cannot be worked out; the message says why and what to do."""


@dataclass(frozen=True)
class Payment:
    """What the end of one employment would cost. `rests_on_last_known`: on a value of the law that is not known yet for that day."""

    by_paid_weeks: RedundancyPay
    by_actual_pay: RedundancyPay
    weekly_pay: Decimal
    weekly_actual_pay: Decimal
    rests_on_last_known: bool
    because: tuple[str, ...]

    @property
    def amount(self) -> Decimal:
        """The payment in pounds on the paid-weeks basis."""
        return self.by_paid_weeks.amount

    @property
    def amount_by_actual_pay(self) -> Decimal:
        """The payment in pounds by what is actually paid in a year."""
        return self.by_actual_pay.amount


def payment(each: Affected, pay_scales: Mapping[str, PayScale], assume: Assume) -> Payment:
    """The statutory redundancy payment if this employment ends on its last day. ERA 1996 Part XI, s.221.

    Raises NotComputable where the exports lack what it needs, NotOnFile where the law on that day is not known and nothing is assumed.
    Not decided here: what a week's pay is of somebody paid for fewer weeks than a year has; what the policy or a settlement adds.
    """
    assert each.ends_on is not None, "only an employment that ends is paid for"
    salary, how = _paid_weeks_salary(each.employment, pay_scales.get(each.post.jd_code))
    weekly = weeks_pay_from_salary(salary, each.ends_on)
    actual = weeks_pay_from_salary(each.employment.annual_salary, each.ends_on)
    known = _is_known(each, weekly)
    return Payment(
        by_paid_weeks=_asked(each, weekly, None if known else assume),
        by_actual_pay=_asked(each, actual, None if known else assume),
        weekly_pay=weekly,
        weekly_actual_pay=actual,
        rests_on_last_known=not known,
        because=(f"{how} over {_weeks(each.ends_on)} is {in_pounds(weekly)} a week.",),
    )


def basis_assumptions(on: date) -> tuple[str, ...]:
    """What both readings of a week's pay take for granted."""
    return (
        f"redundancy_pay: a week's pay of term-time staff is taken on the paid-weeks basis, the full-time salary of the job times FTE over {_weeks(on)}.",
        f"redundancy_pay_from_actual_pay: beside it stands the figure by actual pay, the salary paid in a year over {_weeks(on)}. "
        "Which is right is not settled (ERA 1996 s.221(2)); a person decides before anything is paid.",
        *WEEKS_PAY["weeks_in_a_year"].on(on).assumptions,
    )


def _weeks(on: date) -> str:
    return f"{WEEKS_PAY['weeks_in_a_year'].on(on).amount} weeks"


def _paid_weeks_salary(employment: Employment, scale: PayScale | None) -> tuple[Decimal, str]:
    weeks = employment.weeks_per_year if employment.weeks_per_year is not None else scale.working_weeks if scale else None
    if weeks is None:
        raise NotComputable("How many weeks a year the contract is for is not recorded, nor is a pay scale of the job. Add one of them.")
    if weeks >= WEEKS_OF_A_WHOLE_YEAR:
        return employment.annual_salary, f"The salary of {in_pounds(employment.annual_salary)}, paid for the whole year,"
    if scale is None:
        raise NotComputable("The contract is for part of the year and the job has no pay scale, so its full-time salary is not known. Add the pay scale.")
    told = f"Paid for {so_many(weeks, 'week')} a year: the full-time salary of {in_pounds(scale.full_time_salary)} times {employment.fte.normalize():f} FTE"
    return scale.full_time_salary * employment.fte, told


def _is_known(each: Affected, weekly: Decimal) -> bool:
    try:
        _asked(each, weekly, None)
    except NotOnFile:
        return False
    return True


def _asked(each: Affected, weekly: Decimal, assume: Assume) -> RedundancyPay:
    assert each.ends_on is not None
    try:
        question = RedundancyPayQuestion(
            date_of_birth=each.person.date_of_birth, service_from=each.person.service_from, ends_on=each.ends_on, weekly_pay=weekly, assume=assume
        )
    except ValidationError as fault:
        raise NotComputable(" ".join(problem.says for problem in problems_in(fault, RedundancyPayQuestion))) from fault
    return redundancy_pay(question)


@dataclass(frozen=True)
class Total:
    """Sums in pounds. Where a pool is selected from, nobody knows yet who: the cheapest, the dearest and the mean of as many are given."""

    least: Decimal
    expected: Decimal
    most: Decimal
    because: tuple[str, ...]


def total(paid: Sequence[tuple[Affected, Decimal]]) -> Total:
    """What these payments come to: all of those whose posts are deleted, and of each pool as many as are to be selected."""
    outright = sum((amount for each, amount in paid if each.pool is None), _NOTHING)
    because = [f"Posts deleted outright: {_counted(sum(each.pool is None for each, _ in paid))} come to {in_pounds(outright)}."] if outright else []
    least = expected = most = outright
    for pool, amounts in _by_pool(paid):
        number = min(pool.to_be_selected, len(amounts))
        whole, cheapest, dearest = (sum(some, _NOTHING) for some in (amounts, amounts[:number], amounts[len(amounts) - number :]))
        mean = whole / len(amounts)
        least, expected, most = least + cheapest, expected + mean * number, most + dearest
        because.append(
            f"{pool.job} at {pool.establishment}: who of {len(amounts)} would be selected is not known. The {number} cheapest come to {in_pounds(cheapest)}, "
            f"the {number} dearest to {in_pounds(dearest)}. All of them come to {in_pounds(whole)}, and {number} times the mean to "
            f"{in_pounds(_to_the_penny(mean * number))}, which is what to expect."
        )
    return Total(least, _to_the_penny(expected), most, tuple(because))


def _by_pool(paid: Sequence[tuple[Affected, Decimal]]) -> Iterator[tuple[Pool, list[Decimal]]]:
    pools: dict[Pool, list[Decimal]] = {}
    for each, amount in paid:
        if each.pool:
            pools.setdefault(each.pool, []).append(amount)
    return ((pool, sorted(amounts)) for pool, amounts in pools.items())


def certain(paid: Iterable[tuple[Affected, Payment]]) -> Decimal:
    """What of the sum to expect rests on no assumed value of the law."""
    return total([(each, _NOTHING if found.rests_on_last_known else found.amount) for each, found in paid]).expected


def _counted(number: int) -> str:
    return so_many(number, "payment")


def _to_the_penny(exact: Decimal) -> Decimal:
    return exact.quantize(_PENNY, ROUND_HALF_UP)
