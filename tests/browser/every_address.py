"""Every address of the site with an example of what goes into it, and everybody who might ask for it."""

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from evenhand.procedure.acts import Actor
from evenhand.procedure.audience import Office
from evenhand.procedure.change.informing import ReleaseSection188, WarnPerson
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Appoint, RecogniseUnion
from evenhand_web.accounts.models import Account
from evenhand_web.ledger.folds import folded
from evenhand_web.pages.models import StepDraft
from evenhand_web.workforce.receiving import receive
from tests.pages.situations import AUDITOR, DORA, SOMEBODY, looking_as
from tests.pages.taking import address as step_address
from tests.procedure.world import ASHA, BEN, CARYS, CEO, CORA, SAM, TOMAS, herself, the_pack
from tests.site.acting import a_draft, recorded
from tests.workforce.small_trust import a_trust
from tests.workforce.workbooks import made, sheets_of_trust

NEIL = Actor("neil", Office.UNION_REPRESENTATIVE, union="NEU")  # of a union with nobody in the change
EVERYBODY: dict[str, Actor | None] = {
    "nobody signed in": None,
    "HR adviser": ASHA,
    "confidential HR adviser": CORA,
    "headteacher": BEN,
    "chief executive": CEO,
    "trustee": TOMAS,
    "assessor": SAM,
    "union with members in it": CARYS,
    "union without": NEIL,
    "employee in it": herself("k000"),
    "employee not in it": SOMEBODY,
    "auditor": AUDITOR,
    "administrator": DORA,
}


def names_of_addresses(found: Any = None, namespace: str = "") -> Iterator[str]:
    """The name of every address that the site knows."""
    for one in (found or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name}"
        else:
            yield from names_of_addresses(one, f"{namespace}{one.namespace}:" if one.namespace else namespace)


def another_union() -> None:
    """A second union is recognised, with a representative who has nobody in the change."""
    recorded(a_draft(ASHA, RecogniseUnion(union="NEU", staff_groups=("teacher",), head_office="2 Union Street")))
    recorded(a_draft(CEO, Appoint(office=NEIL.office, union=NEIL.union), about=NEIL.person))


def clients() -> dict[str, Client]:
    """A browser for each of them, signed in where they are somebody."""
    return {who: looking_as(actor) if actor else Client(SERVER_NAME="localhost") for who, actor in EVERYBODY.items()}


def keys_of(adviser: Client, matter: str) -> dict[str, str]:
    """What the adviser is in the middle of: a step answered and not recorded, a proposal begun, a workbook sent in."""
    adviser.post(step_address("change.invite_volunteers", matter=matter), {"terms": "The statutory payment."})
    step = StepDraft.objects.filter(kind="change.invite_volunteers").first()
    received = receive(Account.objects.get(person=ASHA.person), [("trust.xlsx", made(sheets_of_trust(a_trust())))])
    proposal = StepDraft.objects.create(
        id="p" * 32, author=ASHA.person, seat="hr_adviser:", matter="CH-NEW", kind="change.propose", command_id="c" * 32, written_at=received.received_at
    )
    return {"step": step.id if step else "s" * 32, "import": received.id, "proposal": proposal.id}


def examples(keys: dict[str, str], matter: str) -> dict[str, list[Any]]:
    """For each name of an address that takes something, an example of it, about this matter."""
    account = Account.objects.get(person=SAM.person).pk
    acts = Dossier(folded({matter}).matters[matter])
    told, warned = acts.latest(ReleaseSection188), acts.latest(WarnPerson)
    letter, position = told.number if told else 1, warned.position if warned else 1
    return {
        "mfa_remove_webauthn": [1],
        "accounts:invited": [1],
        "accounts:withdraw": [1],
        "accounts:account": [account],
        "public:calculator": ["redundancy-pay"],
        "proposing:posts": [keys["proposal"]],
        "proposing:check": [keys["proposal"]],
        "proposing:page": [keys["proposal"], "case"],
        "policy:pack": ["secat-2020"],
        "calendar_feed:feed": ["nobodys"],
        "importing:check": [keys["import"]],
        "importing:to_correct": [keys["import"]],
        "importing:throw_away": [keys["import"]],
        **{name: [matter] for name in OF_A_MATTER},
        "record:receipt": [matter, 1],
        "record:receipt_file": [matter, 1],
        "record:receipt_code": [matter, 1],
        "record:evidence": [matter, 1, 0],
        "steps:begin": [matter, "change-invite_volunteers"],
        "steps:correct": [matter, 1],
        "steps:score": [matter, "k001", the_pack().criteria[0].id],
        "steps:check": [matter, keys["step"]],
        "steps:preview": [matter, keys["step"], "pdf"],
        "steps:sure": [matter, keys["step"]],
        "steps:throw_away": [matter, keys["step"]],
        "steps:recorded": [matter, position],
        "letters:letter": [matter, letter],
        "letters:file": [matter, letter, "pdf"],
    }


OF_A_MATTER = (
    "record:record",
    "record:verify",
    "record:bundle",
    "changes:overview",
    "changes:people",
    "changes:consultation",
    "changes:selection",
    "steps:all",
    "steps:scores",
    "otherwise:as_it_stood",
    "otherwise:view_as",
    "letters:of_change",
)


def address_of(name: str, given: dict[str, list[Any]]) -> str:
    """Where it is, with its example."""
    return reverse(name, args=given.get(name, []))
