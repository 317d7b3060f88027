"""The terms of a school: which weekdays a school is open, and as far ahead as its term dates are published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from evenhand.calendars.known import CannotCount, KnownDays
from evenhand.calendars.words import day_in_words

ALL_SCHOOLS = "All"

# No school holiday in England is so long and no missing term so short: beyond it a gap is a term left out, and would be counted as holiday.
LONGEST_HOLIDAY_DAYS = 55


class TermsRefused(CannotCount):
    """Term dates that cannot be taken; `problems` holds everything wrong with them, each in a sentence."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True)
class Break:
    """Days within a term on which the school is closed to pupils, both ends included: half-term, or one training day of the staff."""

    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Term:
    """One term, both ends included, of one school by name or of all of them."""

    year: str
    name: str
    first_on: date
    last_on: date
    breaks: tuple[Break, ...] = ()
    schools: str = ALL_SCHOOLS

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


@dataclass(frozen=True)
class SchoolTerms:
    """The terms of one school, in order. Raises TermsRefused with every contradiction among them.

    Known from the first day of the first term to the last day of the last; a day between two terms is known to be a holiday.
    """

    school: str
    terms: tuple[Term, ...]

    def __post_init__(self) -> None:
        if problems := list(_problems(self.school, self.terms)):
            raise TermsRefused(problems)

    @property
    def known(self) -> KnownDays:
        """The days between which these terms can answer."""
        return KnownDays(
            whose=f"the terms of {self.school}",
            first_on=self.terms[0].first_on,
            last_on=self.terms[-1].last_on,
            remedy="Add the dates of the terms that are missing.",
        )

    def why_closed(self, day: date) -> str | None:
        """Why the school has no term on that day ('half-term'), or None in term. Weekends and bank holidays are not looked at.

        Raises NotKnown before the first and after the last known term.
        """
        self.known.require(day)
        term = next((term for term in self.terms if term.first_on <= day <= term.last_on), None)
        if term is None:
            return f"in no term of {self.school}"
        return next((f"{pause.name} at {self.school}" for pause in term.breaks if pause.first_on <= day <= pause.last_on), None)


def terms_of(school: str, terms: Iterable[Term]) -> SchoolTerms:
    """The terms of one school out of a trust's: its own, and for each term of which it has none of its own, that of all schools.

    Raises TermsRefused if the terms contradict each other or there are none.
    """
    own_and_common = [term for term in terms if term.schools in (school, ALL_SCHOOLS)]
    own = {(term.year, term.name) for term in own_and_common if term.schools == school}
    kept = [term for term in own_and_common if term.schools == school or (term.year, term.name) not in own]
    return SchoolTerms(school, tuple(sorted(kept, key=lambda term: term.first_on)))


def _problems(school: str, terms: tuple[Term, ...]) -> Iterator[str]:
    if not terms:
        yield f"No term dates are given for {school}: give at least one term."
    for term in terms:
        yield from _problems_within(school, term)
    for earlier, later in pairwise(terms):
        yield from _problems_between(school, earlier, later)


def _problems_within(school: str, term: Term) -> Iterator[str]:
    if term.first_on > term.last_on:
        yield f"{school}, {term}: it starts on {day_in_words(term.first_on)}, after its last day, {day_in_words(term.last_on)}. Correct one of them."
    for pause in term.breaks:
        if not term.first_on <= pause.first_on <= pause.last_on <= term.last_on:
            yield (
                f"{school}, {term}: {pause.name} from {day_in_words(pause.first_on)} to {day_in_words(pause.last_on)} does not lie within the term, "
                f"{day_in_words(term.first_on)} to {day_in_words(term.last_on)}. Correct its dates."
            )


def _problems_between(school: str, earlier: Term, later: Term) -> Iterator[str]:
    if later.first_on <= earlier.last_on:
        yield (
            f"{school}: {later} starts on {day_in_words(later.first_on)}, before {earlier} is over on {day_in_words(earlier.last_on)}. "
            "Give the terms in order, without overlap."
        )
    holiday_days = (later.first_on - earlier.last_on - timedelta(days=1)).days
    if holiday_days > LONGEST_HOLIDAY_DAYS:
        yield f"{school}: {holiday_days} days lie between {earlier} and {later}, too many for a holiday. Add the term that is missing."
