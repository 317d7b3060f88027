"""What a field says when it cannot take what was entered: what is wrong and how to mend it, in the words of its own question."""

from collections.abc import Iterator

from django import forms

CHOICES = (forms.ChoiceField, forms.MultipleChoiceField)


def say_in_our_words(field: forms.Field) -> None:
    """Put our sentence for each of Django's own; one that the form's author gave stays."""
    given = _given(field)
    field.error_messages.update({code: says for code, says in _sentences(field) if code not in given})


def _given(field: forms.Field) -> set[str]:
    """The codes whose sentence somebody of ours wrote: it differs from what Django's own classes would say."""
    stock: dict[str, str] = {}
    for of in reversed(type(field).__mro__):
        stock.update(getattr(of, "default_error_messages", {}) if of.__module__.startswith("django.") else {})
    return {code for code, says in field.error_messages.items() if code not in stock or says != stock[code]}


def _sentences(field: forms.Field) -> Iterator[tuple[str, str]]:
    label = str(field.label or "this").replace("%", " per cent")  # Django puts figures in at a % of some sentences and not of others
    named = f"The answer to '{label}'" if label.endswith("?") else label
    yield "required", _required(field, label)
    yield "invalid_choice", f"{label}: choose {'from' if isinstance(field, forms.MultipleChoiceField) else 'one of'} the answers listed."
    yield "max_length", f"{named} must be %(limit_value)s characters or fewer. It has %(show_value)s."
    yield "min_length", f"{named} must be %(limit_value)s characters or more. It has %(show_value)s."
    yield "null_characters_not_allowed", f"{named} has a character in it that cannot be kept. Type it again."
    yield "min_value", f"{named} must be %(limit_value)s or more."
    yield "max_value", f"{named} must be %(limit_value)s or less."
    yield "invalid", _unreadable(field, named)
    yield "max_decimal_places", f"{named} must have no more than %(max)s figures after the point."
    yield "max_digits", f"{named} has too many figures."
    yield "max_whole_digits", f"{named} has too many figures."
    yield "missing", f"No file came with '{label}'. Choose it again."
    yield "empty", f"The file chosen for '{label}' is empty. Choose another."
    yield "invalid_list", f"{label}: choose from the answers listed."


def _required(field: forms.Field, label: str) -> str:
    if label.endswith("?"):
        return f"Answer the question: {label}"
    asked = label if label[1:2].isupper() or not label else label[0].lower() + label[1:]
    if isinstance(field, forms.BooleanField):
        return f"Tick the box to go on: {asked}."
    if isinstance(field, forms.FileField):
        return f"Choose a file: {asked}."
    return f"{'Choose' if isinstance(field, CHOICES) else 'Enter'} {asked}."


def _unreadable(field: forms.Field, named: str) -> str:
    if hasattr(field, "prefix"):
        return f"{named} must be an amount in pounds, such as 1,250 or 1250.50."
    if isinstance(field, forms.EmailField):
        return f"{named} must be an e-mail address, such as name@example.org."
    if isinstance(field, forms.IntegerField):
        return f"{named} must be a {'whole ' if not isinstance(field, forms.DecimalField) else ''}number, such as 12."
    return f"{named} cannot be read as it stands. Type it again."
