"""Filters that components need to draw what they are given. No rule lives here: only which markup a thing takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils.safestring import SafeString

register = template.Library()

# The first that fits: a subclass stands before what it is a kind of.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.MultiWidget, "day"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.HiddenInput, "hidden"),
)
_CLASSES = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload", "checkbox": "govuk-checkboxes__input"}


@register.filter
def kind(field: BoundField) -> str:
    """Which markup the field takes."""
    return next((named for widget, named in _KINDS if isinstance(field.field.widget, widget)), "text")


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's own control: its class, what describes it, and nothing by which a browser would refuse or cut what is typed."""
    field.form.use_required_attribute = False
    drawn = kind(field)
    widget = field.field.widget
    plain = _CLASSES.get(drawn, "govuk-input")
    classes = [plain, *([f"{plain}--error"] if field.errors else []), *str(widget.attrs.get("class", "")).split()]
    attributes: dict[str, Any] = {"class": " ".join(classes), "maxlength": False, "minlength": False, "min": False, "max": False, "step": False}
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"  # a number box swallows what is not a number and turns with the mouse wheel
        attributes["class"] += " govuk-input--width-10"
        attributes["inputmode"] = "decimal" if isinstance(field.field, forms.DecimalField) else "numeric"
    if drawn == "textarea":
        attributes.setdefault("rows", widget.attrs.get("rows", 5))
        if most_characters(field):
            attributes["class"] += " govuk-js-character-count"
    described = [*((field.aria_describedby or "").split()), *([f"{field.auto_id}-info"] if most_characters(field) else [])]
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


@register.filter
def most_characters(field: BoundField) -> int | None:
    """How many characters a textarea takes; None for all other fields."""
    return getattr(field.field, "max_length", None) if kind(field) == "textarea" else None


@register.filter
def parts_of_day(field: BoundField) -> Iterator[dict[str, Any]]:
    """The three inputs of a day, each with what was typed in it and whether it is the one that is wrong."""
    typed = field.value() or ["", "", ""]
    given = typed if isinstance(typed, list | tuple) else [typed.day, typed.month, typed.year]
    wrong = {error.code for error in field.errors.as_data()} if field.errors else set()
    born = field.field.widget.attrs.get("autocomplete") == "bday"
    for number, (label, width) in enumerate((("Day", 2), ("Month", 2), ("Year", 4))):
        named = label.lower()
        one_is_wrong = wrong & {"day", "month", "year"}
        yield {
            "label": label,
            "width": width if len(str(given[number] or "")) <= width else 5,  # a month that was typed by name
            "id": f"{field.auto_id}_{number}",
            "name": f"{field.html_name}_{named}",
            "value": "" if given[number] is None else given[number],
            "wrong": named in wrong if one_is_wrong else bool(wrong),
            "autocomplete": f"bday-{named}" if born else "",
        }


@register.filter
def errors_of(found: Any) -> list[dict[str, str]]:
    """The lines of an error summary: those of a form, each a link to where it is mended, in the order of the page; or the list as it was given."""
    if not isinstance(found, BaseForm):
        return list(found or [])
    whole = [{"text": str(error), "href": ""} for error in found.non_field_errors()]
    return whole + [{"text": str(error), "href": f"#{first_control(field)}"} for field in found for error in field.errors]


def first_control(field: BoundField) -> str:
    """The id of the control at which the field begins."""
    if kind(field) == "day":
        return next((part["id"] for part in parts_of_day(field) if part["wrong"]), f"{field.auto_id}_0")
    return f"{field.auto_id}_0" if kind(field) in ("radios", "checkboxes") else str(field.auto_id)


@register.filter
def beside(columns: Iterable[Any], cells: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each column with its cell of this row."""
    return list(zip(columns, cells, strict=True))


@register.filter
def at(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """What stands there under this key; nothing where nothing does."""
    return (mapping or {}).get(key, "")


@register.filter
def is_list(value: Any) -> bool:
    """Whether it is several lines and not one."""
    return isinstance(value, Sequence) and not isinstance(value, str)


@register.filter
def thousands(number: int) -> str:
    """A whole number as it is read: 4,000."""
    return f"{number:,}"
