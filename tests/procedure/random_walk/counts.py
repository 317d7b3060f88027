"""How many go, by the policy and by the statute, as the oracle counts them; and who must be told before anyone does."""

from datetime import date, timedelta
from itertools import chain

from tests.procedure.random_walk.raw import Raw, Reading

BY_HAND_OR_POST = ("by hand", "post", "post to head office")  # TULRCA 1992 s.188(5) (law.md 1.2): e-mail is not named


def proposal(r: Reading) -> Raw:
    return r.facts("change.propose")[0]


def posts_to_go(r: Reading) -> dict[str, tuple[int, int]]:
    """By establishment: filled posts that go (PRO-3.5), and employees dismissed (s.188(1), s.195; a term that simply expires apart, s.282)."""
    found: dict[str, list[int]] = {}
    going_for_certain: dict[str, set[str | None]] = {}
    for line in proposal(r).fields["lines"]:
        place, stay = line["establishment"], line["posts_proposed"]
        holders = [
            a for a in r.here("change.affect") if (a.fields["establishment"], a.fields["job"]) == (place, line["job"]) and a.fields["effect"] != "changed"
        ]
        permanent = [a for a in holders if a.fields["expires_by_itself_on"] is None]
        people, unknown = {a.about for a in permanent}, line["holders_left_out"]
        count = found.setdefault(place, [0, 0])
        count[0] += max(0, len(holders) + unknown - stay)
        if stay == 0:
            seen = going_for_certain.setdefault(place, set())
            count[1] += unknown + len(people - seen)
            seen |= people
        else:
            count[1] += min(max(0, len(permanent) + unknown - stay), len(people) + unknown)
    return {place: (policy, statute) for place, (policy, statute) in found.items()}


def employees_at(r: Reading, place: str) -> int:
    """With other changes at the establishment whose dismissals may take effect within the same 90 days (s.188(1)), those already in
    consultation when this one was proposed left out (s.188(3))."""
    own = proposal(r)
    mine = (posts_to_go(r).get(place, (0, 0))[1], *_span(own))
    others = []
    for other in r.anywhere("change.propose"):
        if other.matter != own.matter and not _already_in_consultation(r, other, own):
            others.append((posts_to_go(r.of(other.matter)).get(place, (0, 0))[1], *_span(other)))
    width = timedelta(days=89)
    starts = chain.from_iterable((first - width, last) for _, first, last in [mine, *others])
    windows = [day for day in starts if day <= mine[2] and mine[1] <= day + width]
    return max(sum(number for number, first, last in [mine, *others] if day <= last and first <= day + width) for day in windows)


def _already_in_consultation(r: Reading, other: Raw, own: Raw) -> bool:
    """Consultation begins with written information, delivered as the statute names (s.188(4), (5))."""
    services = [one for one in r.of(other.matter).here("change.section_188_served") if one.fields["release"] is not None]
    return any((one.day, one.position) < (own.day, own.position) for one in services if one.fields["channel"] in BY_HAND_OR_POST)


def _span(change: Raw) -> tuple[date, date]:
    return date.fromisoformat(change.fields["first_dismissal_on"]), date.fromisoformat(change.fields["last_dismissal_on"])


def period(number: int) -> int | None:
    """Days before the first dismissal: 30 from 20 employees, 45 from 100 (s.188(1), (1A); s.193(1), (2); law.md 1.1, 1.3)."""
    return 45 if number >= 100 else 30 if number >= 20 else None


def over_the_threshold(r: Reading) -> list[str]:
    return [place for place in posts_to_go(r) if period(employees_at(r, place))]


def days_by_law(r: Reading) -> int | None:
    return max((period(employees_at(r, place)) or 0 for place in posts_to_go(r)), default=0) or None


def days_by_policy(r: Reading) -> int | None:
    return max((period(policy) or 0 for policy, _ in posts_to_go(r).values()), default=0) or None


def unions(r: Reading) -> list[str]:
    """The recognised unions for the staff that the change touches (s.188(1B); POL-3.1.2)."""
    groups = {line["staff_group"] for line in proposal(r).fields["lines"]}
    return sorted({known.fields["union"] for known in r.anywhere("trust.recognise_union") if groups & set(known.fields["staff_groups"])})


def service_on(r: Reading, union: str) -> Raw | None:
    """The first delivery to the union of information that was released for it by then, and that tells the numbers as they are."""
    for served in r.here("change.section_188_served"):
        release = r.one("change.release_section_188", served.fields["release"])
        if served.fields["union"] == union and release and release.fields["union"] == union and release.day <= served.day:
            if served.fields["channel"] in BY_HAND_OR_POST and r.record.noted[release.position] == posts_to_go(r):
                return served
    return None


def hr1(r: Reading, place: str) -> Raw | None:
    """The first that told of as many as go from here (s.193(1): the proposal is what is notified)."""
    go = posts_to_go(r).get(place, (0, 0))[1]
    told = [received for received in r.here("change.hr1_received") if received.fields["establishment"] == place]
    return next((received for received in told if received.fields["proposed_dismissals"] >= go), None)


def hr1_clock(r: Reading, place: str) -> Raw | None:
    """From which receipt the days run: s.193(3) leaves those notified out when fewer than 20 more come to be proposed."""
    whole, go = hr1(r, place), posts_to_go(r).get(place, (0, 0))[1]
    told = [received for received in r.here("change.hr1_received") if received.fields["establishment"] == place]
    early = (received for received in told if received.fields["proposed_dismissals"] >= 20 > go - received.fields["proposed_dismissals"])
    return next(early, whole) if whole else None


def reached(r: Reading, letter: Raw, code: str | None) -> Raw | None:
    """The first delivery of a letter to whom it is for, on the day it was written or later."""
    for served in r.here("change.letter_served", code):
        if served.fields["letter"] == letter.position and served.day >= letter.day:
            return served
    return None


def answered(r: Reading, said: Raw) -> Raw | None:
    """The delivery of the latest answer to a representation to whoever made it (PRO-3.1, PRO-3.7; Junk)."""
    kind = "change.answer_union" if said.kind == "change.union_representation" else "change.answer_employee"
    answers = [answer for answer in r.here(kind) if answer.fields["representation"] == said.position]
    if not answers:
        return None
    if said.about is not None:
        return reached(r, answers[-1], said.about)
    replies = [reply for reply in r.here("change.reply_served") if reply.fields["letter"] == answers[-1].position]
    return next((reply for reply in replies if reply.fields["union"] == said.fields["union"] and reply.day >= answers[-1].day), None)


def representations(r: Reading) -> list[Raw]:
    return [*r.here("change.union_representation"), *r.here("change.employee_representation")]


def everyone_affected(r: Reading) -> list[str]:
    return list(dict.fromkeys(affected.about or "" for affected in r.here("change.affect")))


def latest(acts: list[Raw]) -> Raw | None:
    return acts[-1] if acts else None
