"""A week's pay out of a year's salary. ERA 1996 ss.220-229."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from evenhand.law.dated import values_beside

LAW = values_beside(__file__)
_PENNY = Decimal("0.01")


def weeks_pay_from_salary(salary: Decimal, ends_on: date) -> Decimal:
    """A week's pay in pounds to the penny, of a salary in pounds a year, for employment that ends on that day. ERA 1996 s.221(2).

    Not decided here: which salary. Of somebody paid for fewer weeks than a year has, what is paid in a year and the full-time salary for the hours
    worked give different answers, and no judgment says which is right; nor what else than salary counts (ss.221-224).
    Raises NotOnFile before the values on file.
    """
    return (salary / LAW["weeks_in_a_year"].on(ends_on).amount).quantize(_PENNY, ROUND_HALF_UP)
