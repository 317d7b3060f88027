"""Collective redundancies: whether there is a duty to consult and to notify, and how long it takes at least. TULRCA 1992 ss.188, 193."""

from collections.abc import Collection
from datetime import date, timedelta

from evenhand.calendars.periods import day_after_last_clear_day, last_day_before_clear_days
from evenhand.law.dated import values_beside

LAW = values_beside(__file__)


def minimum_consultation_days(count: int, on: date) -> int | None:
    """The clear days between the start of consultation and the first dismissal; None where there is no duty. TULRCA 1992 s.188(1), (1A).

    `count` is of employees proposed to be dismissed as redundant at one establishment within the window; `on` is the day the proposal is made.
    Not decided here: what one establishment is, who counts (ss.188(3), 195, 282), special circumstances (s.188(7)). Raises NotOnFile before the values on file.
    """
    if count < LAW["fewest_dismissals"].whole_on(on):
        return None
    period = "longer_days" if count >= LAW["many_dismissals"].whole_on(on) else "shorter_days"
    return LAW[period].whole_on(on)


def earliest_dismissal(started_on: date, minimum_days: int) -> date:
    """The first day on which a dismissal may take effect: the day after the last clear day. TULRCA 1992 s.188(1A), s.193(1), (2).

    `started_on` is the day consultation began, or that of HR1's receipt if later.
    Not decided here: whether consultation is complete; elapsed days never complete it.
    """
    return day_after_last_clear_day(started_on, minimum_days)


def last_day_to_begin(first_dismissal_on: date, minimum_days: int) -> date:
    """The last day on which to begin so that the clear days fit before the first dismissal. TULRCA 1992 s.188(1A), s.193(1), (2).

    The outside limit only: consultation must also begin in good time, and be complete before notice is given.
    """
    return last_day_before_clear_days(first_dismissal_on, minimum_days)


def last_day_of_the_window(first_day: date, on: date) -> date:
    """The last day of the period that begins with `first_day` and within which dismissals are counted together. TULRCA 1992 s.188(1), s.193(1), (2)."""
    return first_day + timedelta(days=LAW["window_days"].whole_on(on) - 1)


def most_within_window(dismissals: Collection[tuple[date, int]], window_days: int) -> int:
    """The most dismissals that take effect within any period of that many days, its first and last day included. TULRCA 1992 s.188(1).

    Each is the day of effect and the number of employees. Not decided here: whether batches are one proposal, or already in consultation (s.188(3)).
    """
    reach = timedelta(days=window_days - 1)
    return max((sum(number for day, number in dismissals if first <= day <= first + reach) for first, _ in dismissals), default=0)


def most_dismissals_within_the_window(dismissals: Collection[tuple[date, int]], on: date) -> int:
    """As `most_within_window`, with the window in force on the day the proposal is made. TULRCA 1992 s.188(1), s.193(1), (2)."""
    return most_within_window(dismissals, LAW["window_days"].whole_on(on))
