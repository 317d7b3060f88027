"""A new site, from nothing to a change proposed: through its command and its pages, and nothing else."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand.cli import main
from evenhand.procedure.change.proposing import Affect, Propose
from evenhand_web.accounts.models import Account
from evenhand_web.ledger.folds import folded
from evenhand_web.pages.sight import READING
from tests.pages.taking import Desk, errors, in_boxes, words
from tests.site.sites import Site, only_sqlite, set_clock

MARRAM = Path("examples/marram")
PASSWORD = "others quite unlike them"
CODE = r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}"


class Newcomer(Desk):
    """Somebody who comes in with a code, chooses a password, and makes paper codes for a second factor."""

    def __init__(self, code: str) -> None:
        self.client = Client()
        assert self.client.post("/accounts/code/", {"code": code})["Location"] == "/accounts/code/password/"
        assert self.client.post("/accounts/code/password/", {"password": PASSWORD}).status_code == 302
        assert self.client.post("/accounts/2fa/paper/new/").status_code == 302
        self.get("/accounts/2fa/paper/")

    def sits_as(self, seat: str) -> "Newcomer":
        assert self.client.post("/seat/", {"seat": seat}).status_code == 302
        return self

    def step(self, kind: str, person: str = "", **given: object) -> str:
        address = f"/changes/trust/steps/{kind.replace('.', '-')}/"
        answered = self.client.post(f"{address}?person={person}", in_boxes(given))
        assert answered.status_code == 302, errors(answered.content.decode())
        assert "Record this" in self.get(answered["Location"])
        return words(self.get(self.client.post(answered["Location"])["Location"]))

    def found(self, name: str) -> str:
        """The person whom the chooser finds by this name."""
        page = self.get(f"/changes/trust/steps/trust-appoint/?name={name}")
        people = re.findall(r'href="\?person=([^"]*)"', page)
        assert len(people) == 1, people
        return people[0]


def invited(administrator: Newcomer, name: str, number: str) -> Newcomer:
    sent = administrator.client.post("/accounts/people/invite/", {"name": name, "person": number, "sign_in_name": number})
    assert sent.status_code == 302, errors(sent.content.decode())
    return Newcomer(re.findall(CODE, administrator.get(sent["Location"]))[0])


def imports_the_example(desk: Newcomer) -> str:
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(MARRAM.iterdir()) if path.is_file() and path.suffix != ".md"]
    sent = desk.client.post("/import/", {"files": files})
    assert sent.status_code == 302, errors(sent.content.decode())
    held = desk.get(sent["Location"]).split('name="held" value="')[1].split('"')[0]
    return words(desk.client.post(sent["Location"], {"held": held}, follow=True).content.decode())


def proposes(desk: Newcomer) -> str:
    days = {"first_dismissal_on": date(2027, 4, 30), "last_dismissal_on": date(2027, 4, 30)}
    sent = desk.client.post("/propose/", in_boxes({"title": "Fewer assistants", "posts": "proposal:headcount", **days}))
    assert sent.status_code == 302, errors(sent.content.decode())
    sent = desk.client.post(
        sent["Location"], {"need": "budget", "reason_for_change": "cost or budget", "details": "Fewer posts.", "rationale": "Fewer pupils."}
    )
    sent = desk.client.post(sent["Location"], {"selection_method": "Points."})
    return str(desk.client.post(sent["Location"])["Location"])


@only_sqlite
def test_from_founding_to_a_proposal(a_site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    READING.forget()
    for name, value in (("SECRET_KEY", settings.SECRET_KEY), ("DATA", tmp_path)):  # what the command sets is put back afterwards
        monkeypatch.setattr(settings, name, value)
    monkeypatch.delenv("EVENHAND_SECRET_KEY", raising=False)
    set_clock(monkeypatch, datetime(2026, 11, 2, 9, 0, tzinfo=UTC))
    people = ["--chief-executive", "Imani Okafor", "--sign-in-name", "imani", "--administrator", "Dora Pike", "--administrator-sign-in-name", "dora"]
    assert main(["found", "--trust", "Marram Learning Trust", *people]) == 0
    imani, dora = (Newcomer(code) for code in re.findall(CODE, capsys.readouterr().out))

    assert "Marram Learning Trust" in words(imani.get("/trust/")) and "Administrator Dora Pike" in words(imani.get("/trust/"))
    assert dora.client.get("/changes/trust/steps/trust-appoint/").status_code == 404
    asha = invited(dora, "Asha Rahman", "asha-1")
    assert asha.client.get("/import/").status_code == 404, "an account gives no office"
    appointed = imani.step("trust.appoint", imani.found("asha"), openings="asha-1|office=hr_adviser|union=None")
    assert "Recorded at" in appointed
    asha.sits_as("hr_adviser:")
    asha.step("trust.recognise_union", union="UNISON", staff_groups=["support"], head_office="1 Union Street")
    assert re.match("[a-z0-9 .-]*[0-9]+ people imported", imports_the_example(asha))
    beatrix = imani.found("beatrix+hughes")
    assert "Recorded at" in imani.step("trust.appoint", beatrix, openings=f"{beatrix}|office=headteacher|union=None")
    carys = invited(dora, "Carys Bowen", "carys-1")
    imani.step("trust.appoint", imani.found("carys+bowen"), openings="carys-1|office=union_representative|union=UNISON")
    said = words(carys.sits_as("union_representative:UNISON").get("/trust/"))
    assert "UNISON representative Carys Bowen" in said and "Headteacher Beatrix Hughes" in said and "HR adviser Asha Rahman" in said

    change = proposes(asha)
    code = re.fullmatch(r"/changes/(CH-[A-Z2-9]{4})/", change).group(1)
    acts = folded({code}).matters[code].acts
    assert isinstance(acts[0].body, Propose) and all(isinstance(act.body, Affect) for act in acts[1:]) and len(acts) > 20
    assert "Fewer assistants" in words(imani.get(change))
    assert carys.client.get(change).status_code == 404, "not announced"
    assert Account.objects.count() == 4
