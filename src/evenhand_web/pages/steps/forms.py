"""The questions of a step, made from the fields of its act: those that the opening does not settle."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from django import forms
from pydantic import BaseModel, ValidationError

from evenhand.procedure.amending import Confirm
from evenhand.procedure.openings import Opening
from evenhand_web.ledger.uploads import Upload, UploadRefused, checked
from evenhand_web.pages.shell.forms import DayField, Form, LinesField, PoundsField, YesNoField
from evenhand_web.pages.steps.catalogue import Question, Step

SHORT = {"pool", "vacancy", "job", "establishment", "given_by", "employment"}
Offered = Mapping[str, Mapping[str, str]]
HAPPENED_ON = "happened_on"


def questions(step: Step, opening: Opening, offered: Offered | None = None) -> Iterator[tuple[str, forms.Field]]:
    """The fields to ask, by name: one for each entry of a list that the step goes through; the day, where it is a report. What is offered is chosen from."""
    for name, told in step.kind.model.model_fields.items():
        if name in opening.fields:
            continue
        row, choices = _row_of(told.annotation), (offered or {}).get(name)
        if choices is not None:
            if choices:
                yield name, _choice(told.annotation, choices, step.ask.get(name, Question(name)), required=told.is_required())
        elif row is None:
            yield name, _field(name, told.annotation, step.ask.get(name, Question(name)), required=told.is_required())
        else:
            yield from _rows(name, row, step, opening)
    if step.kind.reported:
        yield HAPPENED_ON, DayField(label="On which day did it happen?", help_text="For example, 2 11 2026. Today or earlier.")


def _rows(name: str, row: type[BaseModel], step: Step, opening: Opening) -> Iterator[tuple[str, forms.Field]]:
    for place, settled in enumerate(opening.rows):
        for inner, part in row.model_fields.items():
            if inner not in settled:
                question = step.ask.get(inner, Question(inner))
                yield f"{name}-{place}-{inner}", _field(inner, part.annotation, Question(f"{settled['label']}. {question.label}"), required=True)


def _choice(annotation: Any, choices: Mapping[str, str], question: Question, *, required: bool) -> forms.Field:
    told: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": required, "choices": list(choices.items())}
    if get_origin(annotation) is tuple:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **told)
    return forms.ChoiceField(widget=forms.RadioSelect, **told)


def _row_of(annotation: Any) -> type[BaseModel] | None:
    """The model of the entries, if the field is a list of them."""
    inner = get_args(annotation)[0] if get_origin(annotation) is tuple else None
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _field(name: str, annotation: Any, question: Question, *, required: bool) -> forms.Field:
    told: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": required}
    plain = _plain(annotation)
    if get_origin(plain) is Literal:
        return forms.ChoiceField(choices=[(one, one[0].upper() + one[1:]) for one in get_args(plain)], widget=forms.RadioSelect, **told)
    if get_origin(plain) is tuple:
        choices = [(one, one[0].upper() + one[1:]) for one in get_args(get_args(plain)[0])]
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    if plain is bool:
        return YesNoField(**told | {"required": True})
    if plain is date:
        return DayField(**told)
    if plain is Decimal:
        return PoundsField(**told)
    if plain is int:
        return forms.IntegerField(**told)
    return LinesField(widget=forms.TextInput if name in SHORT else forms.Textarea(attrs={"rows": 5}), **told)


def _plain(annotation: Any) -> Any:
    """The type inside Optional and Annotated; choices of choices as one."""
    if get_origin(annotation) in (Union, UnionType):
        inner = [one for one in get_args(annotation) if one is not type(None)]
        if all(get_origin(one) is Literal for one in inner):
            return Literal[tuple(value for one in inner for value in get_args(one))]
        return _plain(inner[0])
    return annotation


class StepForm(Form):
    """One step's questions, with the choice of what it is taken for where there is more than one."""

    def __init__(self, step: Step, choices: Mapping[str, str], opening: Opening, *args: Any, offered: Offered | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.opening = step, opening
        if len(choices) > 1 and not step.whole:
            kind, widget = (forms.MultipleChoiceField, forms.CheckboxSelectMultiple) if step.many else (forms.ChoiceField, forms.RadioSelect)
            missing = "Choose at least one." if step.many else "Choose one."
            self.fields["openings"] = kind(label=step.each, choices=list(choices.items()), widget=widget, error_messages={"required": missing})
        for name, field in questions(step, opening, offered):
            self.fields[name] = field
        if step.kind.reported or step.kind is Confirm.kind:
            help_text = "A letter, e-mail, photograph or note. Without one a colleague cannot confirm the report."
            self.fields["evidence"] = forms.FileField(label="A document that shows it", help_text=help_text, required=False)

    def clean_evidence(self) -> Upload | None:
        """The file, if it may be kept; else every reason why not."""
        sent = self.cleaned_data["evidence"]
        try:
            return checked(sent) if sent else None
        except UploadRefused as refused:
            raise forms.ValidationError(list(refused.problems)) from None

    def clean(self) -> dict[str, Any]:
        """Whatever the act itself says of its fields together."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.step.kind.model.model_validate({**self.opening.probe, **self.opening.fields, **self.answers()})
            except ValidationError as fault:
                for problem in fault.errors():
                    place = str(problem["loc"][0]) if problem["loc"] else None
                    said = problem["msg"].removeprefix("Value error, ")
                    self.add_error(place if place in self.fields else None, said[0].upper() + said[1:] + ".")
        return cleaned

    def answers(self) -> dict[str, Any]:
        """What was answered, as the act's fields take it, plain enough to keep as JSON."""
        given: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name in ("openings", HAPPENED_ON, "evidence") or (value in (None, "") and not self.fields[name].required):
                continue
            plain = value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
            list_name, _, rest = name.partition("-")
            if rest:
                place, _, inner = rest.partition("-")
                given.setdefault(list_name, [_without_label(row) for row in self.opening.rows])[int(place)][inner] = plain
            else:
                given[name] = plain
        return given


def _without_label(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "label"}
