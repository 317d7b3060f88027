"""The questions of a proposal, one topic a page."""

from collections.abc import Mapping
from typing import Any

from django import forms

from evenhand.workforce.workforce import Workforce
from evenhand_web.pages.shell.forms import DayField, Form, ReasonsField

NEEDS = [("curriculum", "What is taught changes"), ("statutory", "A legal requirement changes"), ("budget", "There is less money")]
REASONS = ["closure or move", "cost or budget", "new technology or ways of working"]
CASE = {
    "why_vacancies_do_not_meet_it": ("Why do vacancies and leavers not meet the need?", ""),
    "details": ("What is proposed?", ""),
    "rationale": ("Why?", "The unions get these words as the reasons (TULRCA 1992 s.188(4)(a))."),
    "implementation": ("How and when would it be carried out?", ""),
    "financial_implications": ("What does it cost, and what does it save?", ""),
    "effect_on_employees": ("What would it mean for the people affected?", ""),
}


def _reasons(label: str, hint: str) -> ReasonsField:
    return ReasonsField(label=label, help_text=hint, required=False)


class PostsForm(Form):
    """Which posts: a proposal that came with the last import, or fewer posts of one job at one school."""

    title = forms.CharField(label="What is the change called?", help_text="People will see this name. Leave out names of staff.", max_length=120)
    posts = forms.ChoiceField(label="Which posts does it touch?", help_text="From the last import of staff and posts.")
    posts_proposed = forms.IntegerField(label="How many posts would be left?", help_text="Only for fewer posts of one job.", required=False, min_value=0)
    first_dismissal_on = DayField(label="On which day would the first dismissal take effect?", help_text="If it came to that. For example, 30 4 2027.")
    last_dismissal_on = DayField(label="And the last?")

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the answers say together."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("posts", "").startswith("job:") and cleaned.get("posts_proposed") is None and "posts_proposed" not in self.errors:
            self.add_error("posts_proposed", "Enter how many posts would be left; 0 if none.")
        first, last = cleaned.get("first_dismissal_on"), cleaned.get("last_dismissal_on")
        if first and last and last < first:
            self.add_error("last_dismissal_on", "The last dismissal cannot take effect before the first.")
        return cleaned


class CaseForm(Form):
    """The business case. What is left empty holds back approval, not the draft."""

    need = forms.ChoiceField(label="What makes the change necessary?", choices=NEEDS, widget=forms.RadioSelect)
    reason_for_change = forms.ChoiceField(label="What kind of reason is it?", choices=[(one, one.capitalize()) for one in REASONS], widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in CASE.items():
            self.fields[name] = _reasons(label, hint)


class MethodsForm(Form):
    """What the unions are told of how it would be done (TULRCA 1992 s.188(4)(d) to (f))."""

    selection_method = _reasons("How would people be selected?", "")
    dismissal_method = _reasons("How would dismissals be carried out?", "With the procedure, and over which time.")
    payment_method = _reasons("How would redundancy payments beyond the statute's be worked out?", "If there are none, say so.")


def choices_of(workforce: Workforce) -> list[tuple[str, str]]:
    """What can be proposed: each proposal that was imported, and each job at each school that anybody holds."""
    imported = [(f"proposal:{name}", f"The imported proposal '{name}' ({proposal.kind})") for name, proposal in workforce.proposals.items()]
    held: dict[tuple[str, str], int] = {}
    for post in workforce.posts.values():
        held[post.school, post.jd_code] = held.get((post.school, post.jd_code), 0) + 1
    called: Mapping[str, Any] = workforce.job_descriptions
    jobs = [
        (f"job:{school}:{job}", f"Fewer {called[job].title if job in called else job} at {school} (now {number})")
        for (school, job), number in sorted(held.items())
    ]
    return [*imported, *jobs]
