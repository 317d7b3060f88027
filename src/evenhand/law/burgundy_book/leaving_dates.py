"""The term ends on which a teacher's contract can end, and the last day of notice for each. The Burgundy Book: contract, not statute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Literal

from evenhand.calendars.periods import add_months
from evenhand.law.dated import values_beside

LAW = values_beside(__file__)

Post = Literal["teacher", "headteacher"]


@dataclass(frozen=True)
class LeavingDate:
    """A term end, and the last day on which notice for it can be given under the Burgundy Book alone."""

    ends_on: date
    last_notice_on: date


def first_leaving_date(post: Post, given_on: date, not_before: date) -> LeavingDate:
    """The first term end, not before that day, for which notice given on `given_on` is early enough.

    Not decided here: whether the contract has these terms; an earlier end for a teacher who moves to a school that opens before the summer term does.
    """
    possible = (leaving for leaving in _leaving_dates(post, given_on) if given_on <= leaving.last_notice_on and not_before <= leaving.ends_on)
    return next(possible)


def _leaving_dates(post: Post, given_on: date) -> Iterator[LeavingDate]:
    usual, summer = (LAW[f"{post}_{which}"].whole_on(given_on) for which in ("months", "summer_months"))
    terms = [("spring", usual), ("summer", summer), ("autumn", usual)]
    ends = [(LAW[f"{term}_ends_in_month"].whole_on(given_on), months) for term, months in terms]
    return (LeavingDate(_last_day_of_month(year, month), _last_day_of_month(year, month - months)) for year in count(given_on.year) for month, months in ends)


def _last_day_of_month(year: int, month: int) -> date:
    return add_months(date(year, 1, 1), month) - timedelta(days=1)
