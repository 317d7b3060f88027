"""Every address of homes, the trust, the record and letters, by every office: before a change is announced and after. No address is without a row."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from evenhand.procedure.audience import Office
from tests.pages.situations import CHANGE, HOME, SEATS, SOMEBODY, announced, looking_as, proposed, text_of, with_addresses
from tests.site.sites import Site, only_sqlite

pytestmark = only_sqlite
NAMESPACES = ("homes", "trust", "record", "letters")
MANAGEMENT = {Office.HR_ADVISER, Office.CONFIDENTIAL_HR, Office.HEADTEACHER, Office.CHIEF_EXECUTIVE, Office.TRUSTEE, Office.AUDITOR}
THE_OTHER_SIDE = {Office.UNION_REPRESENTATIVE, Office.EMPLOYEE}
EVERYONE = set(Office)
TOLD = MANAGEMENT | THE_OTHER_SIDE | {Office.ASSESSOR}  # who may know of a change that is announced
PERSONAL = MANAGEMENT - {Office.TRUSTEE}  # who may see what is about a person

RELEASE, WARNING = 7, 16  # the union's information; the last letter to k000, which nobody delivered
# address: who gets the page once the change is announced, and who already before
PAGES: dict[str, tuple[set[Office], set[Office]]] = {
    HOME: (EVERYONE, EVERYONE),
    "/trust/": (EVERYONE, EVERYONE),
    "/letters/": (EVERYONE, EVERYONE),
    f"/changes/{CHANGE}/record/": (TOLD, MANAGEMENT),
    f"/changes/{CHANGE}/record/verify/": (TOLD, MANAGEMENT),
    f"/changes/{CHANGE}/record/bundle.json": (TOLD, MANAGEMENT),
    f"/changes/{CHANGE}/record/1/receipt/": (TOLD - {Office.ASSESSOR}, MANAGEMENT),
    f"/changes/{CHANGE}/record/1/receipt.json": (TOLD - {Office.ASSESSOR}, MANAGEMENT),
    f"/changes/{CHANGE}/record/1/receipt.svg": (TOLD - {Office.ASSESSOR}, MANAGEMENT),
    f"/changes/{CHANGE}/letters/": (TOLD, MANAGEMENT),
}
ONCE_ANNOUNCED: dict[str, set[Office]] = {
    f"/letters/{CHANGE}/{RELEASE}/": MANAGEMENT | {Office.UNION_REPRESENTATIVE},
    f"/letters/{CHANGE}/{RELEASE}/letter.pdf": MANAGEMENT | {Office.UNION_REPRESENTATIVE},
    f"/letters/{CHANGE}/{WARNING}/": PERSONAL | {Office.EMPLOYEE},
    f"/letters/{CHANGE}/{WARNING}/letter.docx": PERSONAL,  # not for its reader before she opened it
    f"/changes/{CHANGE}/record/{WARNING}/receipt/": PERSONAL | {Office.EMPLOYEE},
    f"/changes/{CHANGE}/record/8/evidence/0/": set(),  # the file of these tests' proof was never kept
    "/changes/CH-404/record/": set(),
    "/changes/CH-404/letters/": set(),
    "/letters/CH-404/1/": set(),
    "/changes/trust/record/": set(),
    "/changes/trust/letters/": set(),
}


def statuses(office: Office, addresses: list[str]) -> dict[str, int]:
    client = looking_as(SEATS[office])
    return {address: client.get(address).status_code for address in addresses}


@pytest.fixture
def announced_change(a_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    announced(monkeypatch)
    with_addresses()


def test_once_announced_each_page_is_for_whom_it_is_for(announced_change: None):
    wanted = {address: told for address, (told, _) in PAGES.items()} | ONCE_ANNOUNCED
    for office in Office:
        assert statuses(office, list(wanted)) == {address: 200 if office in told else 404 for address, told in wanted.items()}, office


def test_before_it_is_announced_a_change_is_there_for_management_alone(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    for office in Office:
        wanted = {address: 200 if office in told else 404 for address, (_, told) in PAGES.items()}
        assert statuses(office, list(PAGES)) == wanted, office


def test_before_it_is_announced_no_page_names_or_counts_it_to_anybody_else(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    for office in set(Office) - MANAGEMENT:
        client = looking_as(SEATS[office])
        for address in (HOME, "/trust/", "/letters/"):
            said = text_of(client.get(address))
            assert not any(word in said for word in ("Fewer teaching", CHANGE, "Saltings", "k000", "proposed")), (office, address)


def test_before_it_is_announced_a_page_is_the_same_as_where_there_is_no_such_change(a_site: Site, monkeypatch: pytest.MonkeyPatch):
    proposed(monkeypatch)
    for office in set(Office) - MANAGEMENT:
        client = looking_as(SEATS[office])
        for address in (f"/changes/{CHANGE}/record/", f"/letters/{CHANGE}/1/"):
            there, nowhere = client.get(address), client.get(address.replace(CHANGE, "CH-404"))
            assert there.status_code == nowhere.status_code == 404
            assert text_of(there) == text_of(nowhere)


def test_somebody_in_no_change_sees_none(announced_change: None):
    client = looking_as(SOMEBODY)
    assert "You are not part of any change." in text_of(client.get(HOME))
    for address in (f"/changes/{CHANGE}/record/", f"/changes/{CHANGE}/letters/", f"/letters/{CHANGE}/{WARNING}/"):
        assert client.get(address).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(announced_change: None):
    for address in [*PAGES, *ONCE_ANNOUNCED]:
        answer = Client(SERVER_NAME="localhost").get(address)
        assert answer.status_code == 302, address
        assert "next=" in answer.headers["Location"]


def test_nothing_but_reading_is_answered_where_nothing_is_recorded(announced_change: None):
    client = looking_as(SEATS[Office.HR_ADVISER])
    for address in PAGES:
        if "verify" not in address:
            assert client.post(address).status_code == 405, address


def test_no_address_of_these_pages_is_without_a_row(a_site: Site):
    rows = [*PAGES, *ONCE_ANNOUNCED]
    ours = [one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and one.app_name in NAMESPACES]
    patterns = [pattern for resolver in ours for pattern in _of(resolver)]
    assert len(patterns) >= 12
    for resolver, pattern in patterns:
        full = [row.lstrip("/") for row in rows if _matches(resolver, pattern, row.lstrip("/"))]
        assert full, f"{resolver.pattern}{pattern.pattern} is in no row of the table"


def _of(resolver: URLResolver) -> list[tuple[URLResolver, URLPattern]]:
    return [(resolver, pattern) for pattern in resolver.url_patterns if isinstance(pattern, URLPattern)]


def _matches(resolver: URLResolver, pattern: URLPattern, address: str) -> bool:
    before = str(resolver.pattern)
    return address.startswith(before) and pattern.pattern.match(address.removeprefix(before)) is not None
