"""Forms whose refusals are in our words, and fields for what Evenhand asks most: a day, a sum, yes or no, reasons."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from evenhand_web.pages.shell.form_words import say_in_our_words

MONTHS = [month.lower() for month in calendar.month_name]
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100  # born before, or planned after: a slip of the keyboard
NONE_TYPED = ["", "", ""]


class Form(forms.Form):
    """A form of ours: no field refuses in Django's words, whichever class it is and whenever it was added."""

    use_required_attribute = False

    def full_clean(self) -> None:
        for field in self.fields.values():
            say_in_our_words(field)
        super().full_clean()

    def begin_with_what_was_typed(self) -> None:
        """Show what came back after sign-in as it was typed, without refusing it before it is sent again."""
        self._errors, self.cleaned_data = ErrorDict(), {}


class DayInput(forms.MultiWidget):
    """Three boxes: day, month, year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"day": forms.TextInput, "month": forms.TextInput, "year": forms.TextInput}, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else NONE_TYPED


class DayField(forms.Field):
    """A day from three boxes; the month by number or by name. What is wrong is named, all of it at once."""

    widget = DayInput

    def clean(self, value: list[Any] | None) -> date | None:
        typed = [str(part or "").strip() for part in value or NONE_TYPED]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        faults = [*_missing(typed, self.label), *_faults(*typed)]
        if faults:
            raise ValidationError(faults)
        day, month, year = int(typed[0]), _month(typed[1]), int(typed[2])
        last = calendar.monthrange(year, month)[1]
        if day > last:
            raise ValidationError(f"{calendar.month_name[month]} {year} has only {last} days.", code="day")
        return date(year, month, day)

    def has_changed(self, initial: date | None, data: list[Any] | None) -> bool:
        began = [str(part) for part in DayInput().decompress(initial)]
        return began != [str(part or "") for part in data or NONE_TYPED]


def _missing(typed: list[str], label: Any) -> Iterator[ValidationError]:
    lacking = [named for named, text in zip(("day", "month", "year"), typed, strict=True) if not text]
    if lacking:
        named = "The date" if not label or str(label).endswith("?") else label
        yield ValidationError(f"{named} must include a {' and a '.join(lacking)}.", code=lacking[0])


def _faults(day: str, month: str, year: str) -> Iterator[ValidationError]:
    if day and not (re.fullmatch("[0-9]{1,2}", day) and 1 <= int(day) <= 31):
        yield ValidationError("The day must be a number from 1 to 31.", code="day")
    if month and not _month(month):
        yield ValidationError("The month must be a number from 1 to 12, or its name, such as March.", code="month")
    if year and not re.fullmatch("[0-9]{4}", year):
        yield ValidationError("The year must have four digits, such as 2027.", code="year")
    elif year and not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        yield ValidationError(f"The year must be from {EARLIEST_YEAR} to {LATEST_YEAR}.", code="year")


def _month(text: str) -> int:
    """The month's number, from its number, its name or the first three or more letters of it; 0 where it is none of them."""
    if re.fullmatch("[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else 0
    named = text.lower().rstrip(".")
    return next((number for number, month in enumerate(MONTHS) if len(named) >= 3 and month.startswith(named)), 0)


class PoundsField(forms.DecimalField):
    """A sum of money, in pounds, with or without its sign, commas and pence."""

    prefix = "£"

    def __init__(self, *, min_value: Decimal = Decimal(0), **told: Any) -> None:
        told.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "spellcheck": "false"}))
        super().__init__(min_value=min_value, max_digits=13, decimal_places=2, **told)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(re.sub(r"[£,\s]", "", value) if isinstance(value, str) else value)


class YesNoField(forms.TypedChoiceField):
    """Yes or no, neither chosen for anybody beforehand."""

    def __init__(self, **told: Any) -> None:
        told.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=[("yes", "Yes"), ("no", "No")], coerce=lambda chosen: chosen == "yes", empty_value=None, **told)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class LinesField(forms.CharField):
    """Words over several lines, which end as they do wherever words are kept; a browser sends two characters for each end."""

    def to_python(self, value: Any) -> str:
        one_character_a_line_end = value.replace("\r\n", "\n") if isinstance(value, str) else value
        return super().to_python(one_character_a_line_end) or ""


class ReasonsField(LinesField):
    """What a person writes in her own words, over several lines, with a count of what is left."""

    def __init__(self, *, max_length: int = 4000, rows: int = 5, **told: Any) -> None:
        told.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **told)

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(f"{self.label} must be {self.max_length:,} characters or fewer. It has {len(value):,}.", code="max_length")
