"""The statutory redundancy payment. ERA 1996 ss.145, 155, 162, 226, 227."""

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field, ValidationInfo, field_validator

from evenhand.calendars.words import day_in_words
from evenhand.law.answers import Answer, PoundsOut, WeeksOut, in_pounds, so_many
from evenhand.law.dated import InForce, NotOnFile, values_beside
from evenhand.law.era_1996.relevant_date import RelevantDate, calculation_date, relevant_date
from evenhand.law.era_1996.service import age_on, whole_years
from evenhand.law.questions import Assume, Day, Pounds, Question

LAW = values_beside(__file__)
_ONE_DAY = timedelta(days=1)
_PENNY = Decimal("0.01")
_NOTHING = Decimal("0.00")
_LEAP_DAY = (2, 29)


class RedundancyPayQuestion(Question):
    """An employment that ends, and what a week of it was paid."""

    date_of_birth: Day = Field(description="the day the employee was born")
    service_from: Day = Field(description="the first day of continuous employment")
    ends_on: Day = Field(description="the day the notice given, or the contract, ends")
    notice_given_on: Day | None = Field(default=None, description="the day the notice was given; the same as ends_on if there was none")
    weekly_pay: Pounds = Field(description="a week's pay in pounds on the calculation date, before any cap")
    assume: Assume = None

    @field_validator("service_from")
    @classmethod
    def _born_first(cls, service_from: date, info: ValidationInfo) -> date:
        if (born := info.data.get("date_of_birth")) and service_from < born:
            raise ValueError(f"service cannot begin before birth on {day_in_words(born)}: check both days")
        return service_from

    @field_validator("ends_on", "notice_given_on")
    @classmethod
    def _employed_first(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day and (began := info.data.get("service_from")) and day < began:
            raise ValueError(f"it cannot come before service began on {day_in_words(began)}: check both days")
        return day

    @field_validator("notice_given_on")
    @classmethod
    def _given_before_the_end(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day and (ends := info.data.get("ends_on")) and day > ends:
            raise ValueError(f"notice cannot be given after the contract ended on {day_in_words(ends)}: check both days")
        return day


class RedundancyPay(Answer):
    """What the statute gives; nought, with the reason, to somebody without a right to it."""

    eligible: bool = Field(description="whether the length of service gives a right to a payment")
    relevant_date: date = Field(description="the day to which service counts, lengthened where notice was too short")
    calculation_date: date = Field(description="the day whose pay is a week's pay")
    years: int = Field(description="whole years of continuous employment; only the last of them count if they are many")
    weeks: WeeksOut = Field(description="weeks of pay")
    weekly_pay_counted: PoundsOut = Field(description="a week's pay after the cap")
    amount: PoundsOut = Field(description="the payment in pounds")


def weeks_for_each_year(age_the_day_after: int, years: int, on: date) -> tuple[Decimal, ...]:
    """The weeks' pay for each year of employment, the last one first. ERA 1996 s.162(1)(b), (2), (3).

    Years are reckoned back from the relevant date, so a year's band goes by the age at its start: as many years younger than on the day after.
    `on` is the relevant date, which looks up ages, weeks and the most years.
    """
    counted = min(years, LAW["most_years_counted"].whole_on(on))
    return tuple(_weeks_for_a_year_begun_at(age_the_day_after - back, on) for back in range(1, counted + 1))


def _weeks_for_a_year_begun_at(age: int, on: date) -> Decimal:
    for band in ("older", "middle"):
        if age >= LAW[f"{band}_age"].whole_on(on):
            return LAW[f"{band}_weeks"].on(on).amount
    return LAW["younger_weeks"].on(on).amount


def redundancy_pay(question: RedundancyPayQuestion) -> RedundancyPay:
    """The statutory redundancy payment, explained. ERA 1996 ss.155, 162.

    Not decided here: whether the reason is redundancy (s.139), what disqualifies (ss.140-143), offers and trials (ss.138, 141), what a week's pay is
    (ss.221-229), whether service was continuous or counts from another body. Raises NotOnFile where the cap or another value is not known.
    """
    relevant = relevant_date(question.service_from, question.ends_on, question.notice_given_on)
    years = whole_years(question.service_from, relevant.on)
    if years < LAW["qualifying_years"].whole_on(relevant.on):
        return _no_right(question, relevant, years)
    each_year = weeks_for_each_year(age_on(relevant.on + _ONE_DAY, question.date_of_birth), years, relevant.on)
    calculated = calculation_date(question.service_from, relevant)
    cap = LAW["weeks_pay_cap"].on(relevant.unextended_on, question.assume)
    weeks, counted = sum(each_year, Decimal(0)), min(question.weekly_pay, cap.amount)
    return RedundancyPay(
        eligible=True,
        relevant_date=relevant.on,
        calculation_date=calculated.on,
        years=years,
        weeks=weeks,
        weekly_pay_counted=counted,
        amount=_to_the_penny(weeks * counted),
        because=(
            relevant.because,
            f"{_service(question, relevant, years)}; parts of a year do not count (s.162(1)).",
            *_ages(question, relevant, years, each_year),
            calculated.because,
            _cap_in_words(question.weekly_pay, cap),
            _sum_in_words(weeks, counted),
        ),
        cites=("ERA 1996 s.145", "ERA 1996 s.155", "ERA 1996 s.162(1)-(3)", "ERA 1996 s.226(5), (6)", cap.authority),
        assumptions=(*relevant.assumptions, *cap.assumptions, *_cap_in_doubt(question, relevant, cap, weeks)),
    )


def _no_right(question: RedundancyPayQuestion, relevant: RelevantDate, years: int) -> RedundancyPay:
    needed = so_many(LAW["qualifying_years"].whole_on(relevant.on), "year")
    return RedundancyPay(
        eligible=False,
        relevant_date=relevant.on,
        calculation_date=calculation_date(question.service_from, relevant).on,
        years=years,
        weeks=_NOTHING,
        weekly_pay_counted=_NOTHING,
        amount=_NOTHING,
        because=(relevant.because, f"{_service(question, relevant, years)}: below {needed} there is no right to a redundancy payment (s.155)."),
        cites=("ERA 1996 s.145", "ERA 1996 s.155"),
        assumptions=relevant.assumptions,
    )


def _to_the_penny(exact: Decimal) -> Decimal:
    return exact.quantize(_PENNY, ROUND_HALF_UP)


def _service(question: RedundancyPayQuestion, relevant: RelevantDate, years: int) -> str:
    return f"Continuous employment from {day_in_words(question.service_from)} to {day_in_words(relevant.on)} is {so_many(years, 'whole year')}"


def _ages(question: RedundancyPayQuestion, relevant: RelevantDate, years: int, each_year: tuple[Decimal, ...]) -> tuple[str, ...]:
    day_after, born_on = relevant.on + _ONE_DAY, question.date_of_birth
    bands = ", ".join(f"{so_many(number, 'year')} at {so_many(weeks, 'week')}" for weeks, number in Counter(each_year).items())
    told = [
        f"At age {age_on(day_after, born_on)} on {day_in_words(day_after)}, the day after, "
        f"and counting each year back by the age at its start: {bands} (s.162(2), (3))."
    ]
    shortcut = sum(weeks_for_each_year(age_on(relevant.on, born_on), years, relevant.on))
    if shortcut != sum(each_year):
        told.append(
            "Each year counted begins on a birthday, since one falls on the day after the relevant date. The statute is followed; "
            f"GOV.UK's calculator goes by the age on the relevant date itself and would come to {so_many(shortcut, 'week')}."
        )
    if (born_on.month, born_on.day) == _LEAP_DAY:
        told.append("Somebody born on 29 February is taken to reach an age on 1 March in a year without that day.")
    return tuple(told)


def _cap_in_words(weekly_pay: Decimal, cap: InForce) -> str:
    since = f"{in_pounds(cap.amount)}, in force from {day_in_words(cap.found.in_force_from)} (s.227(1), {cap.found.made_by})"
    if weekly_pay > cap.amount:
        return f"A week's pay of {in_pounds(weekly_pay)} counts only up to the cap of {since}."
    return f"A week's pay of {in_pounds(weekly_pay)} counts in full: it does not exceed the cap of {since}."


def _sum_in_words(weeks: Decimal, counted: Decimal) -> str:
    exact = weeks * counted
    rounded = "" if exact == _to_the_penny(exact) else ", half a penny rounded up"
    return f"{so_many(weeks, 'week')} at {in_pounds(counted)} come to {in_pounds(_to_the_penny(exact))}{rounded}."


def _cap_in_doubt(question: RedundancyPayQuestion, relevant: RelevantDate, cap: InForce, weeks: Decimal) -> tuple[str, ...]:
    """Says so where a relevant date lengthened for service reaches a day with another cap: s.145(5) does not name s.227."""
    if not relevant.is_extended or question.weekly_pay <= cap.amount:
        return ()
    told = f"The cap is that of {day_in_words(relevant.unextended_on)}: s.145(5) lengthens the relevant date for service and years, not for the cap."
    try:
        other = LAW["weeks_pay_cap"].on(relevant.on, question.assume)
    except NotOnFile:
        return (f"{told} The cap of {day_in_words(relevant.on)} is not known yet; a person must decide which one applies.",)
    if other.amount == cap.amount:
        return ()
    by_other = in_pounds(_to_the_penny(weeks * min(question.weekly_pay, other.amount)))
    return (f"{told} By the cap of {day_in_words(relevant.on)} the payment would be {by_other}; a person must decide which one applies.",)
