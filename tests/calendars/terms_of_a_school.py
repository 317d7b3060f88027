"""Two years of terms and the first of the next, as a trust in England might publish them."""

from datetime import date

from evenhand.calendars.days import england
from evenhand.calendars.school_terms import Break, Term, terms_of


def a_term(year="2026/27", name="Autumn", first_on=date(2026, 9, 2), last_on=date(2026, 12, 18), half_term=None, **rest):
    breaks = (Break("half-term", *half_term),) if half_term else ()
    return Term(year=year, name=name, first_on=first_on, last_on=last_on, **({"breaks": breaks} | rest))


TERMS = (
    a_term(half_term=(date(2026, 10, 26), date(2026, 10, 30))),
    a_term(name="Spring", first_on=date(2027, 1, 4), last_on=date(2027, 3, 25), half_term=(date(2027, 2, 15), date(2027, 2, 19))),
    a_term(name="Summer", first_on=date(2027, 4, 12), last_on=date(2027, 7, 21), half_term=(date(2027, 5, 31), date(2027, 6, 4))),
    a_term(year="2027/28", first_on=date(2027, 9, 2), last_on=date(2027, 12, 17), half_term=(date(2027, 10, 25), date(2027, 10, 29))),
)
AVOCET = terms_of("Avocet High", TERMS)
AVOCET_CALENDAR = england(AVOCET)
