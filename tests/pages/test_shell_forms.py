"""What a form of ours says to whoever typed something that it cannot take: in the words of its question, and all of it at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from evenhand_web.pages.shell.forms import DayField, Form, PoundsField, ReasonsField, YesNoField


class Asked(Form):
    began = DayField(label="Date consultation began")
    saving = PoundsField(label="Saving a year")
    answered = YesNoField(label="Has every point been answered?")
    reasons = ReasonsField(label="Reasons", max_length=1000)
    posts = forms.IntegerField(label="Number of posts", min_value=1)
    union = forms.ChoiceField(label="Union", choices=[("unison", "UNISON")], widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(label="Topics", choices=[("avoid", "Avoiding")], widget=forms.CheckboxSelectMultiple)
    seen = forms.BooleanField(label="The unions have seen this")
    proof = forms.FileField(label="Proof of sending")
    email = forms.EmailField(label="E-mail")
    title = forms.CharField(label="HR1 reference", max_length=5)


def answer(field: str, **typed: str) -> Any:
    """What the one field makes of it: its value, or its refusals."""
    form = Asked(typed)
    return list(form.errors[field]) if field in form.errors else form.cleaned_data[field]


def a_day(day: str, month: str, year: str) -> Any:
    return answer("began", began_day=day, began_month=month, began_year=year)


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "Mar", "mar."])
def test_a_month_is_taken_by_number_and_by_name(month: str) -> None:
    assert a_day("1", month, "2027") == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("0", "3", "2027"), "The day must be a number from 1 to 31."),
        (("32", "3", "2027"), "The day must be a number from 1 to 31."),
        (("first", "3", "2027"), "The day must be a number from 1 to 31."),
        (("1", "13", "2027"), "The month must be a number from 1 to 12, or its name, such as March."),
        (("1", "0", "2027"), "The month must be a number from 1 to 12, or its name, such as March."),
        (("1", "Ma", "2027"), "The month must be a number from 1 to 12, or its name, such as March."),
        (("1", "3", "27"), "The year must have four digits, such as 2027."),
        (("1", "3", "1899"), "The year must be from 1900 to 2100."),
        (("1", "3", "2101"), "The year must be from 1900 to 2100."),
        (("29", "2", "2027"), "February 2027 has only 28 days."),
        (("31", "4", "2027"), "April 2027 has only 30 days."),
        (("1", "", "2027"), "Date consultation began must include a month."),
        (("", "3", ""), "Date consultation began must include a day and a year."),
        (("", "", ""), "Enter date consultation began."),
    ],
)
def test_a_day_that_cannot_be_says_which_part_is_wrong(typed: tuple[str, str, str], says: str) -> None:
    assert a_day(*typed) == [says]


@pytest.mark.parametrize("typed", [("1", "1", "1900"), ("31", "12", "2100"), ("29", "2", "2028")])
def test_the_first_and_last_days_are_taken(typed: tuple[str, str, str]) -> None:
    assert a_day(*typed) == date(int(typed[2]), int(typed[1]), int(typed[0]))


def test_everything_wrong_with_a_day_is_said_at_once() -> None:
    assert len(a_day("32", "13", "27")) == 3
    assert a_day("32", "3", "") == ["Date consultation began must include a year.", "The day must be a number from 1 to 31."]


def test_only_the_wrong_box_of_a_day_is_marked_and_led_to() -> None:
    form = Asked({"began_day": "1", "began_month": "13", "began_year": "2027"})
    drawn = str(form["began"].as_field_group())
    assert drawn.count("govuk-input--error") == 1
    assert 'id="id_began_1" name="began_month" type="text" value="13" aria-invalid="true"' in drawn


@pytest.mark.parametrize(("typed", "taken"), [("1250", "1250"), ("£1,250.50", "1250.50"), (" 0 ", "0"), ("12 500", "12500")])
def test_a_sum_is_taken_as_people_write_it(typed: str, taken: str) -> None:
    assert answer("saving", saving=typed) == Decimal(taken)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("lots", "Saving a year must be an amount in pounds, such as 1,250 or 1250.50."),
        ("-0.01", "Saving a year must be 0 or more."),
        ("1.005", "Saving a year must have no more than 2 figures after the point."),
        ("", "Enter saving a year."),
    ],
)
def test_a_sum_that_cannot_be_read_says_so(typed: str, says: str) -> None:
    assert answer("saving", saving=typed) == [says]


def test_yes_and_no_are_answers_and_nothing_is_not() -> None:
    assert answer("answered", answered="yes") is True
    assert answer("answered", answered="no") is False
    assert answer("answered") == ["Answer the question: Has every point been answered?"]
    assert "checked" not in str(Asked()["answered"].as_field_group())
    assert 'value="no" checked' in str(Asked(initial={"answered": False})["answered"].as_field_group())


def test_reasons_end_at_their_length_with_a_line_s_end_as_one_character() -> None:
    assert answer("reasons", reasons="a\r\n" * 499 + "ab") == "a\n" * 499 + "ab"
    assert answer("reasons", reasons="a" * 1001) == ["Reasons must be 1,000 characters or fewer. It has 1,001."]
    assert answer("reasons", reasons="a" * 1000) == "a" * 1000


def test_every_field_left_empty_has_a_sentence_of_its_own() -> None:
    said = [says for field in Asked({}) for says in field.errors]
    assert len(said) == len(set(said)) == len(Asked().fields)
    assert "Tick the box to go on: the unions have seen this." in said
    assert "Choose a file: proof of sending." in said
    assert "Enter HR1 reference." in said


STOCK = {str(says) for of in vars(forms).values() if isinstance(of, type) and issubclass(of, forms.Field) for says in of.default_error_messages.values()}


def test_no_field_answers_in_django_s_words() -> None:
    form = Asked({"posts": "x", "union": "x", "topics": "x", "email": "x", "title": "123456", "reasons": "\x00"})
    said = {says for field in form for says in field.errors}
    assert not said & STOCK
    assert not [says for says in said if "valid" in says.lower() or "please" in says.lower() or "ensure" in says.lower()]
    assert "HR1 reference must be 5 characters or fewer. It has 6." in said


def test_a_question_with_a_per_cent_sign_can_be_refused() -> None:
    class Threshold(Form):
        name = forms.CharField(label="Above 75% of duties", max_length=2)
        union = forms.ChoiceField(label="Who holds 50%", choices=[("unison", "UNISON")])

    form = Threshold({"name": "abc", "union": "x"})
    assert list(form.errors["name"]) == ["Above 75 per cent of duties must be 2 characters or fewer. It has 3."]
    assert list(form.errors["union"]) == ["Who holds 50 per cent: choose one of the answers listed."]


def test_a_sentence_that_the_author_gave_stays() -> None:
    class Given(Form):
        day = DayField(label="Day", error_messages={"required": "Enter the day on which it was read"})

    assert list(Given({}).errors["day"]) == ["Enter the day on which it was read"]


def test_a_field_added_late_is_in_our_words_too() -> None:
    form = Asked({})
    form.fields["late"] = forms.CharField(label="Name of the change")
    assert list(form.errors["late"]) == ["Enter name of the change."]


def test_nothing_stops_or_cuts_typing_in_the_browser() -> None:
    drawn = str(Asked())
    for attribute in (" required", "maxlength", "minlength", " min=", " max=", 'type="number"', 'type="date"'):
        assert attribute not in drawn.replace("data-maxlength", "")


def test_what_describes_a_field_is_named_by_it() -> None:
    class Described(Form):
        reasons = ReasonsField(label="Reasons", help_text="The unions will see them.")

    drawn = str(Described({})["reasons"].as_field_group())
    assert 'aria-describedby="id_reasons_helptext id_reasons_error id_reasons-info"' in drawn
    for named in ("id_reasons_helptext", "id_reasons_error", "id_reasons-info"):
        assert f'id="{named}"' in drawn
