"""Filters that put values into words."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template

from evenhand.calendars.words import day_in_words

register = template.Library()


@register.filter
def in_words(day: date | datetime | str) -> str:
    """A day in full: Monday 2 November 2026."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    if isinstance(day, datetime):
        day = day.astimezone(ZoneInfo("Europe/London")).date()
    return day_in_words(day)


@register.filter
def at_time(moment: datetime) -> str:
    """A moment in London: 10:42 on Monday 2 November 2026."""
    there = moment.astimezone(ZoneInfo("Europe/London"))
    return f"{there:%H:%M} on {day_in_words(there.date())}"


@register.filter
def pounds(amount: Decimal | str | int) -> str:
    """A sum in pounds: £12,767.00, or £12,767 where there are no pence."""
    value = Decimal(str(amount))
    return f"£{value:,.0f}" if value == value.to_integral_value() else f"£{value:,.2f}"
