"""What happens meanwhile: outside events, late reports, corrections, confirmations, disputes, departures, undertakings, and steps out of turn."""

from datetime import date
from typing import Any

from evenhand.procedure.acts import Actor, Draft
from evenhand.procedure.amending import Confirm, Correct, Depart, Dispute, Review, ReviewInConfidence
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.consulting import (
    UnionRepresentation,
)
from evenhand.procedure.change.informing import LetterServed, ReplyServed, Section188Served
from evenhand.procedure.change.leaving import NoticeGiven
from evenhand.procedure.change.meeting import Meeting
from evenhand.procedure.change.notifying import Hr1Received
from evenhand.procedure.change.redeploying import OfferAnswered, OfferVacancy
from evenhand.procedure.change.under_notice import ExtendNotice, NoticeWithdrawn
from evenhand.procedure.dispute.undertakings import UndertakingEnded, UndertakingGiven
from evenhand.procedure.gates import GATES, Strength
from evenhand.procedure.trust.governing import Delegate, RecogniseUnion
from evenhand.procedure.trust.people import (
    AnswerProtectedPeriod,
    CloseVacancy,
    EmployerTold,
    EmploymentEnded,
    ListVacancy,
    open_vacancies,
)
from tests.procedure.random_walk.scene import (
    ASHA,
    BEN,
    CARYS,
    CEO,
    CORA,
    DAY,
    GMB,
    PLACE,
    PRIYA,
    PROOF,
    REPS,
    TRINA,
    Change,
    Drafts,
    Move,
    Scene,
    done,
    recognised,
    told,
)
from tests.procedure.random_walk.taking import _of, answer_everyone, consider, employee_speaks, serve_answers, union_speaks
from tests.procedure.world import an_employment

# What the world does meanwhile


def confirm(scene: Scene, change: Change) -> Drafts:
    """Somebody confirms what awaits it: as a rule a colleague, everything at once; sometimes the same person, or whom it concerns."""
    matters = sorted(scene.world.folded.matters)
    matter = change.code if scene.sometimes(0.7) else scene.chance.choice(matters)
    fold = scene.world.folded.matters[matter]
    waiting = [fold.at(position) for position in sorted(fold.unconfirmed)]
    known = [one for one in waiting if one]
    if not known:
        return []
    by = scene.chance.choice((PRIYA, PRIYA, PRIYA, ASHA, BEN))
    mine = [one for one in known if one.actor.person != by.person and not one.kind.settled_by_the_other_side]
    if mine and scene.sometimes(0.9):
        return [Draft(matter, Confirm(positions=(one.position,)), by, evidence=PROOF) for one in mine[: scene.chance.randint(1, 12)]]
    one = scene.chance.choice(known)
    who: Actor = change.person(one.about) if one.about in change.people else REPS.get(getattr(one.body, "union", ""), by)
    return [Draft(matter, Confirm(positions=(one.position,)), who, one.about if who.office is Office.EMPLOYEE else None)]


def dispute(scene: Scene, change: Change) -> Drafts:
    reports = [one for one in scene.world.folded.matters[change.code].acts if one.reported and one.about in change.people]
    if not reports:
        return []
    one = scene.chance.choice(reports)
    return [Draft(change.code, Dispute(position=one.position, because="It was not so."), change.person(one.about or ""), one.about)]


def correct(scene: Scene, change: Change) -> Drafts:
    """Any act is corrected: its day, a field, or altogether; by anyone."""
    matter = scene.chance.choice((change.code,) * 4 + tuple(sorted(scene.world.folded.matters)))
    known = scene.chance.choice(scene.world.folded.matters[matter].acts)
    fields = known.body.model_dump(mode="json")
    actor = scene.chance.choice((ASHA, PRIYA, BEN, CEO, CARYS, GMB, *(change.person(code) for code in change.people)))
    about = known.about if actor.office is Office.EMPLOYEE and scene.sometimes(0.8) else None
    day, kind = None, scene.chance.choice(("day", "withdraw", "field", "field"))
    if kind == "day" and known.reported:
        day = known.happened_on + DAY * scene.chance.randint(-20, 10)
    if kind == "field":
        fields |= _another(scene, fields)
    body = Correct(corrects=known.position, fields=None if kind == "withdraw" else fields, happened_on=day, because="It was recorded wrongly.")
    return [Draft(matter, body, actor, about, scene.world.today, PROOF)]


def _another(scene: Scene, fields: dict[str, Any]) -> dict[str, Any]:
    """One field said otherwise."""
    others: dict[str, Any] = {
        "ends_on": scene.world.today + DAY * scene.chance.randint(10, 150),
        "points": scene.chance.randint(1, 4),
        "channel": "e-mail",
        "outcome": "absent",
        "release": None,
        "letter": scene.chance.randint(0, scene.world.folded.size),
        "selected": scene.sometimes(0.5),
        "runs": False,
        "rule": "met-before-decision",
        "power": "depart_from_policy",
        "establishment": "Avocet High",
        "staff_groups": ["teacher"],
        "answer": "refused",
        "suitable": False,
        "considered": [],
        "service_from": "2010-01-01",
        "rationale": "",
    }
    known = sorted(name for name in fields if name in others and type(fields[name]) is not dict)
    if not known:
        return {}
    name = scene.chance.choice(known)
    return {name: others[name].isoformat() if isinstance(others[name], date) else others[name]}


def told_of_leave(scene: Scene, change: Change) -> Drafts:
    code = scene.chance.choice(change.people)
    by = scene.chance.choice((BEN, ASHA, change.person(code)))
    return [_of(code, scene, EmployerTold(of=scene.chance.choice(("pregnancy", "maternity", "adoption"))), scene.recently(), by)]


def answer_leave(scene: Scene, change: Change) -> Drafts:
    waiting = [one for one in scene.bearing.every(EmployerTold)]
    if not waiting:
        return []
    one, runs = scene.chance.choice(waiting), scene.sometimes(0.7)
    ends = {"runs_from": one.happened_on, "runs_to": one.happened_on + DAY * scene.chance.choice((10, 500))} if runs else {}
    return [Draft("trust", AnswerProtectedPeriod(told=one.position, runs=runs, because="The certificate.", **ends), CORA, one.about)]


def list_vacancy(scene: Scene, change: Change) -> Drafts:
    return [Draft("trust", ListVacancy(vacancy=f"V{scene.world.folded.size:03}", establishment="Avocet High", job="MDS"), ASHA)]


def close_vacancy(scene: Scene, change: Change) -> Drafts:
    known = open_vacancies(scene.bearing)
    return [Draft("trust", CloseVacancy(vacancy=scene.chance.choice(known), because="Filled."), ASHA)] if known else []


def look_again(scene: Scene, change: Change) -> Drafts:
    return consider(scene, change, scene.chance.choice(change.people))


def offer(scene: Scene, change: Change) -> Drafts:
    known = open_vacancies(scene.bearing)
    code = scene.chance.choice(change.people)
    return [done(change, ASHA, OfferVacancy(vacancy=scene.chance.choice(known), starts_on=change.ends_on), code)] if known else []


def answer_offer(scene: Scene, change: Change) -> Drafts:
    made = scene.view(change.code).every(OfferVacancy)
    if not made:
        return []
    one = scene.chance.choice(made)
    by = change.person(one.about or "") if scene.sometimes(0.7) else ASHA
    return [told(scene, change, by, OfferAnswered(offer=one.position, answer=scene.chance.choice(("accepted", "refused", "refused"))), one.about)]


HELD_BACK = (
    "change.release_section_188",
    "change.complete_consultation",
    "change.select",
    "change.decide_dismissal",
    "change.offer_vacancy",
    "change.state_payment",
)


def undertake(scene: Scene, change: Change) -> Drafts:
    union = scene.chance.choice(sorted(REPS))
    steps = tuple(sorted(scene.chance.sample(HELD_BACK, 2)))
    until = scene.world.today + DAY * scene.chance.randint(3, 40) if scene.sometimes(0.7) else None
    body = UndertakingGiven(union=union, promise="We will wait.", steps=steps, ends_when="the talks are over", ends_on=until)
    by = REPS[union] if scene.sometimes(0.5) else ASHA
    return [Draft(f"DI-{scene.world.folded.size}", body, by, None, scene.recently(), PROOF)]


def end_undertaking(scene: Scene, change: Change) -> Drafts:
    given = scene.bearing.every(UndertakingGiven)
    if not given:
        return []
    one = scene.chance.choice(given)
    by = REPS[one.body.union] if scene.sometimes(0.6) else ASHA
    return [Draft(one.matter, UndertakingEnded(union=one.body.union, given=one.position, because="The talks are over."), by, None, scene.recently(), PROOF)]


def depart(scene: Scene, change: Change) -> Drafts:
    rule = scene.chance.choice(sorted(rule for rule, known in GATES.items() if known.strength is Strength.POLICY or scene.sometimes(0.05)))
    return depart_from(scene, change, rule)


def depart_from(scene: Scene, change: Change, rule: str) -> Drafts:
    about = scene.chance.choice((None, *change.people))
    until = scene.world.today + DAY * 5 if scene.sometimes(0.2) else None
    by = scene.chance.choice((CEO, CEO, CEO, TRINA, BEN))
    return [Draft(change.code, Depart(rule=rule, until=until, instead="It is done by letter.", because="Time is short."), by, about)]


def delegate(scene: Scene, change: Change) -> Drafts:
    by = scene.chance.choice((CEO, BEN, TRINA))
    power = scene.chance.choice(("dismiss", "approve_in_principle", "depart_from_policy", "reply_to_representations"))
    until = scene.world.today + DAY * 20 if scene.sometimes(0.5) else None
    return [Draft("trust", Delegate(power=power, until=until), by, scene.chance.choice(("asha", "trina", "ben")))]


def recognise(scene: Scene, change: Change) -> Drafts:
    return [] if recognised(scene, "GMB") else [Draft("trust", RecogniseUnion(union="GMB", staff_groups=("support",)), ASHA)]


def corridor(scene: Scene, change: Change) -> Drafts:
    """Notice is spoken in a corridor."""
    code = scene.chance.choice(change.people)
    ends_on = scene.world.today + DAY * scene.chance.randint(5, 120)
    return [told(scene, change, scene.chance.choice((BEN, change.person(code))), NoticeGiven(letter=None, ends_on=ends_on, given_by="ben"), code)]


def withdraw_notice(scene: Scene, change: Change) -> Drafts:
    given = scene.last(change, NoticeGiven)
    by = change.person(given.about or "") if given and scene.sometimes(0.5) else BEN
    return [told(scene, change, by, NoticeWithdrawn(notice=given.position, because="Both agreed."), given.about)] if given else []


def extend_notice(scene: Scene, change: Change) -> Drafts:
    given = scene.last(change, NoticeGiven)
    if given is None:
        return []
    return [
        done(
            change, BEN, ExtendNotice(notice=given.position, ends_on=given.body.ends_on + DAY * scene.chance.randint(1, 90), because="Too short."), given.about
        )
    ]


def leave_early(scene: Scene, change: Change) -> Drafts:
    code = scene.chance.choice(change.people)
    return [_of(code, scene, EmploymentEnded(employment=f"{code}-1", because="Resigned."), scene.recently(), scene.chance.choice((ASHA, change.person(code))))]


def elsewhere(scene: Scene, change: Change) -> Drafts:
    """A step was taken outside Evenhand, and is reported here."""
    step = scene.chance.choice(change.to_do[:12]) if change.to_do else None
    drafts = step.puts(scene, change) if step else []
    return [Draft(one.matter, one.body, one.actor, one.about, scene.recently(20), PROOF, elsewhere=True) if not one.kind.reported else one for one in drafts]


def out_of_turn(scene: Scene, change: Change) -> Drafts:
    """A step long before its time."""
    return scene.chance.choice(change.to_do).puts(scene, change) if change.to_do else []


def late_report(scene: Scene, change: Change) -> Drafts:
    """Someone reports, now, what is said to have happened weeks ago."""
    day, size = scene.recently(40), scene.world.folded.size
    code, union = scene.chance.choice(change.people), scene.chance.choice(sorted(REPS))
    body, about = scene.chance.choice(
        (
            (Section188Served(union=union, release=scene.chance.randrange(size), channel="by hand"), None),
            (LetterServed(letter=scene.chance.randrange(size), channel="by hand"), code),
            (ReplyServed(letter=scene.chance.randrange(size), union=union, channel="by hand"), None),
            (Meeting(purpose=scene.chance.choice(("first", "second", "redeployment", "decision")), outcome="held"), code),
            (Hr1Received(establishment=PLACE, proposed_dismissals=20, copied_to_unions=True), None),
            (UnionRepresentation(union=union, subject="other", point="We said so at the time."), None),
        )
    )
    by = scene.chance.choice((ASHA, ASHA, change.person(code)))
    return [Draft(change.code, body, by, about, day, PROOF)]


def one_more(scene: Scene, change: Change) -> Drafts:
    """Somebody else turns out to be affected."""
    code = f"{change.code[-1]}x{scene.world.folded.size}"
    return [done(change, ASHA, an_employment(code, effect=scene.chance.choice(("in a pool", "changed"))), code)]


def review(scene: Scene, change: Change) -> Drafts:
    open_ = [one for one in scene.world.open_duties("review-what-rests-on-a-changed-fact", change.code)]
    drafts = []
    for one in open_[:2]:
        private = one.audience is Audience.PROTECTED and scene.sometimes(0.8)
        body = (ReviewInConfidence if private else Review)(position=one.arose_from, rule=one.owed_to, conclusion="It stands.")
        drafts.append(done(change, CORA if private else ASHA, body, one.about))
    return drafts[:1]


MEANWHILE: list[tuple[int, Move]] = [
    (40, confirm),
    (3, dispute),
    (8, correct),
    (4, told_of_leave),
    (4, answer_leave),
    (4, list_vacancy),
    (2, close_vacancy),
    (4, look_again),
    (3, offer),
    (3, answer_offer),
    (2, undertake),
    (3, end_undertaking),
    (3, depart),
    (2, delegate),
    (1, recognise),
    (2, corridor),
    (2, withdraw_notice),
    (3, extend_notice),
    (1, leave_early),
    (3, elsewhere),
    (4, out_of_turn),
    (4, late_report),
    (1, one_more),
    (2, review),
    (3, employee_speaks),
    (2, union_speaks),
    (3, answer_everyone),
    (3, serve_answers),
]
