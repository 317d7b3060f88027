"""The least notice that an employer must give. ERA 1996 s.86(1)."""

from datetime import date, timedelta

from evenhand.calendars.periods import notice_ends_on
from evenhand.law.dated import values_beside
from evenhand.law.era_1996.service import whole_months, whole_years

LAW = values_beside(__file__)
_ONE_DAY = timedelta(days=1)


def statutory_notice_weeks(service_from: date, given_on: date) -> int:
    """The weeks of notice required of an employer who gives it on that day; none below the least service. ERA 1996 s.86(1).

    Service runs to the end of the day the notice is given. Raises NotOnFile before the values on file.
    Not decided here: on which day notice was given, that is read or fairly readable; waiver and pay in lieu (s.86(3)); gross misconduct (s.86(6)).
    """
    years = whole_years(service_from, given_on)
    if whole_months(service_from, given_on) < LAW["qualifying_months"].whole_on(given_on):
        return 0
    if years < LAW["week_a_year_from_years"].whole_on(given_on):
        return LAW["short_service_weeks"].whole_on(given_on)
    return min(years, LAW["most_weeks"].whole_on(given_on))


def notice_expires_on(given_on: date, weeks: int) -> date:
    """The day at whose end notice of that many weeks expires: the day it is given, if none is required."""
    return notice_ends_on(given_on, weeks) if weeks else given_on


def statutory_notice_expires_on(service_from: date, given_on: date) -> date:
    """The day at whose end the notice required by ERA 1996 s.86(1) expires if it is given on that day."""
    return notice_expires_on(given_on, statutory_notice_weeks(service_from, given_on))


def last_day_for_statutory_notice(service_from: date, ends_on: date) -> date:
    """The last day on which the notice required by ERA 1996 s.86(1) could be given to expire by the end of `ends_on`."""
    day = ends_on - timedelta(weeks=statutory_notice_weeks(service_from, ends_on))
    # A year of service may be completed meanwhile: the notice required is then shorter for as long as it is not.
    while statutory_notice_expires_on(service_from, day + _ONE_DAY) <= ends_on:
        day += _ONE_DAY
    return day
