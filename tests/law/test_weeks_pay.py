"""A week's pay out of a year's salary, to the penny, and that its divisor says of itself that no instrument fixes it."""

from datetime import date
from decimal import Decimal

import pytest

from evenhand.law.dated import NotOnFile
from evenhand.law.era_1996.weeks_pay import LAW, weeks_pay_from_salary

ENDS_ON = date(2027, 4, 30)


@pytest.mark.parametrize(
    ("salary", "weekly"),
    [
        ("24790", "475.42"),  # 24,790 / 52.143 = 475.4233...
        ("52143", "1000.00"),
        ("0.26071", "0.00"),  # 0.00499990...
        ("0.26072", "0.01"),  # 0.0050001...
    ],
)
def test_a_salary_is_divided_by_the_weeks_of_a_year_to_the_nearest_penny(salary: str, weekly: str):
    assert str(weeks_pay_from_salary(Decimal(salary), ENDS_ON)) == weekly


def test_the_divisor_is_marked_as_unverified_so_that_a_person_must_confirm_it():
    (says,) = LAW["weeks_in_a_year"].on(ENDS_ON).assumptions
    assert "has not been verified" in says and "a person must confirm it" in says


def test_a_day_before_the_act_has_no_divisor():
    assert weeks_pay_from_salary(Decimal("52143"), date(1996, 8, 22)) == 1000
    with pytest.raises(NotOnFile):
        weeks_pay_from_salary(Decimal("52143"), date(1996, 8, 21))
