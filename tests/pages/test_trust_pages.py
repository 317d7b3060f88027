"""The trust's page: both headcounts for management, thresholds from the law, and for everybody who may act for whom."""

from datetime import date

import pytest

from evenhand.canonical.encoding import encode
from evenhand.law.tulrca_1992.collective import LAW
from evenhand.procedure.audience import Office
from evenhand.procedure.trust.governing import Delegate
from evenhand_web.pages.trust.headcounts import Employed, employed_now, threshold_in_words
from evenhand_web.workforce.models import MirrorRow
from tests.pages.situations import SEATS, announced, looking_as, proposed, text_of
from tests.procedure.world import BEN, CEO
from tests.site.acting import a_draft, recorded
from tests.site.sites import Site, only_sqlite

TODAY = date(2026, 11, 2)
FEWEST, MANY = LAW["fewest_dismissals"].whole_on(TODAY), LAW["many_dismissals"].whole_on(TODAY)
SHORTER, LONGER = LAW["shorter_days"].whole_on(TODAY), LAW["longer_days"].whole_on(TODAY)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (0, f"No duty under the statute by this number. {FEWEST} more would bring at least {SHORTER} clear days."),
        (FEWEST - 2, f"No duty under the statute by this number. 2 more would bring at least {SHORTER} clear days."),
        (FEWEST - 1, f"No duty under the statute by this number. One more would bring at least {SHORTER} clear days."),
        (FEWEST, f"At least {SHORTER} clear days of consultation. {MANY - FEWEST} more would bring at least {LONGER} clear days."),
        (MANY - 1, f"At least {SHORTER} clear days of consultation. One more would bring at least {LONGER} clear days."),
        (MANY, f"At least {LONGER} clear days of consultation."),
    ],
)
def test_a_number_says_what_the_statute_asks_for_and_how_many_more_would_ask_for_more(number: int, says: str):
    assert threshold_in_words(number, TODAY) == says


def a_row(table: str, key: str, **value: object) -> MirrorRow:
    return MirrorRow(table=table, key=key, value=encode(value), digest="0" * 64)


def imported() -> None:
    """Three posts at Saltings, one vacant and one shared; somebody with two contracts; one person elsewhere."""
    MirrorRow.objects.bulk_create(
        [
            a_row("posts", "P1", school="Saltings Academy", holders=["1", "2"]),
            a_row("posts", "P2", school="Saltings Academy", holders=["1"]),
            a_row("posts", "P3", school="Saltings Academy", holders=[]),
            a_row("posts", "P4", school="Avocet High", holders=["3"]),
            *(a_row("employments", f"E{number}", post_id=post, payroll_number=person) for number, (post, person) in enumerate(HELD)),
        ]
    )


HELD = (("P1", "1"), ("P1", "2"), ("P2", "1"), ("P4", "3"), ("P9", "4"))


@only_sqlite
def test_the_policy_counts_filled_posts_and_the_statute_employees(a_site: Site):
    imported()
    assert employed_now() == {"Saltings Academy": Employed(filled_posts=2, employees=2), "Avocet High": Employed(filled_posts=1, employees=1)}


@only_sqlite
def test_management_sees_who_is_employed_and_what_is_proposed_here_and_in_the_trust(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch, holders=3)
    imported()
    said = text_of(looking_as(SEATS[Office.TRUSTEE]).get("/trust/"))
    assert f"Avocet High 1 1 0 0 No duty under the statute by this number. {FEWEST} more" in said
    assert f"Saltings Academy 2 2 1 1 No duty under the statute by this number. {FEWEST - 1} more" in said
    assert "The whole trust 3 3 1 1 The statute counts each establishment by itself." in said


@only_sqlite
def test_nobody_else_sees_a_number_even_once_it_is_announced(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    announced(monkeypatch)
    imported()
    for office in (Office.UNION_REPRESENTATIVE, Office.EMPLOYEE, Office.ASSESSOR, Office.ADMINISTRATOR):
        said = text_of(looking_as(SEATS[office]).get("/trust/"))
        assert "Saltings" not in said, office
        assert "UNISON support staff 1 Union Street Monday 2 November 2026" in said, office


@only_sqlite
def test_a_delegation_stands_there_until_its_last_day(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    world, _ = announced(monkeypatch)
    recorded(a_draft(CEO, Delegate(power="dismiss", until=date(2026, 11, 3)), about=BEN.person))
    told = "Dismiss ben imani Monday 2 November 2026 Tuesday 3 November 2026"
    assert told in text_of(looking_as(SEATS[Office.UNION_REPRESENTATIVE]).get("/trust/"))
    world.wait_until(date(2026, 11, 3))
    assert told in text_of(looking_as(SEATS[Office.UNION_REPRESENTATIVE]).get("/trust/"))
    world.wait_until(date(2026, 11, 4))
    assert "No power is delegated." in text_of(looking_as(SEATS[Office.UNION_REPRESENTATIVE]).get("/trust/"))
