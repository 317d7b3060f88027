"""What a proposal makes due: each duty under the rule that a change on record would have it from, to whom, by whom, and by when if a day is fixed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evenhand.calendars.days import england
from evenhand.calendars.deadlines import last_working_day_on_or_before
from evenhand.calendars.words import day_in_words
from evenhand.law.answers import so_many
from evenhand.law.burgundy_book.leaving_dates import first_leaving_date
from evenhand.law.era_1996.notice import last_day_for_statutory_notice
from evenhand.planning.affected import Affected, Reach
from evenhand.planning.establishments import Establishment
from evenhand.planning.paying import Payment
from evenhand.policy.pack import Pack
from evenhand.procedure.audience import Office
from evenhand.procedure.duties import DUTIES
from evenhand.procedure.everything import RULES
from evenhand.procedure.gates import GATES, Strength
from evenhand.workforce.structure import Post, Union
from evenhand.workforce.workforce import Workforce

assert RULES, "importing the procedure declares every rule"
_ONE_DAY = timedelta(days=1)
_NO_UNION = "elected representatives"


@dataclass(frozen=True)
class Owed:
    """One thing due. `due_on` is the last day, None where neither law nor pack fixes one; `deliver_by` the last working day to do it by."""

    rule: str
    owner: Office
    owed_to: str
    says: str
    due_on: date | None
    cites: tuple[str, ...]
    strength: Strength
    clauses: tuple[str, ...]
    deliver_by: date | None = None
    people: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the plan's JSON and its table hold it."""
        return {
            "duty": self.rule,
            "owner": str(self.owner),
            "owed_to": self.owed_to,
            "due": self.due_on,
            "deliver_by": self.deliver_by,
            "says": self.says,
            "strength": str(self.strength),
            "cites": list(self.cites),
            "clauses": list(self.clauses),
            "people": list(self.people),
        }


@dataclass(frozen=True)
class NoticeDue:
    """Until when notice for somebody's last day can be given, and until when it is to be delivered."""

    each: Affected
    rule: str
    last_day_to_give: date
    last_day_to_deliver: date


def strength_of(rule: str) -> Strength:
    """Whose rule it is, duty or gate."""
    return DUTIES[rule].strength if rule in DUTIES else GATES[rule].strength


def in_force(rule: str, pack: Pack) -> bool:
    """Whether law asks for the rule, or the pack does. Not decided here: whether it bears on the proposal at hand."""
    return strength_of(rule) is Strength.LAW or bool(pack.clauses_for(rule))


def notice_due(each: Affected, on: date) -> NoticeDue:
    """The last day to give notice for the day on which the employment would end. ERA 1996 s.86; the Burgundy Book.

    Not decided here: weeks that the contract itself asks for beyond the statute's. Raises NotKnown where the bank holidays of that year are not on file.
    """
    assert each.ends_on is not None and each.is_given_notice, "notice is given to whoever it ends the employment of"
    last, rule = last_day_for_statutory_notice(each.person.service_from, each.ends_on), "statutory-notice-is-given"
    terms = each.employment.notice_terms
    if terms != "statutory":
        last = min(last, first_leaving_date(terms, on, not_before=each.ends_on).last_notice_on)
        rule = "teacher-notice-ends-on-a-term-end"
    return NoticeDue(each, rule, last, last_working_day_on_or_before(last, england()).on)


def owed(
    workforce: Workforce, found: Reach, places: Iterable[Establishment], notices: Iterable[NoticeDue], paid: Iterable[tuple[Affected, Payment]], pack: Pack
) -> tuple[Owed, ...]:
    """Everything due before and at the end of the employments, by the day it is due.

    Nothing here says who is pregnant, on family leave or protected: that question is put for everyone, to the adviser who may know.
    """
    places, notices = [each for each in places if each.count.by_policy], list(notices)
    if not places:
        return ()
    first_notice = min((each.last_day_to_give for each in notices), default=None)
    due = [
        *_unions(workforce, found, places, first_notice, pack),
        *_hr1(places, pack),
        *_told(found, pack),
        *_protected(first_notice, pack),
        *_notices(notices, pack),
        *_payments(paid, pack),
    ]
    return tuple(sorted(due, key=lambda each: (each.due_on or date.max, each.rule, each.owed_to)))


def _owed(rule: str, pack: Pack, owner: Office, owed_to: str, says: str, due_on: date | None = None, **more: Any) -> Owed:
    cites = DUTIES[rule].cites if rule in DUTIES else GATES[rule].cites
    return Owed(rule, owner, owed_to, says, due_on, (cites,), strength_of(rule), tuple(f"{pack.id} {clause}" for clause in pack.clauses_for(rule)), **more)


def _unions(workforce: Workforce, found: Reach, places: list[Establishment], first_notice: date | None, pack: Pack) -> Iterator[Owed]:
    for place in places:
        posts = _posts_in_reach(workforce, found, place.name)
        recognised = sorted(union.name for union in workforce.unions.values() if _is_recognised(union, posts))
        if place.owed.duty:
            for union in recognised or [_NO_UNION]:
                yield _owed(
                    "consult-unions", pack, Office.HEADTEACHER, f"{union}, for {place.name}", _says_to(union, place, first_notice), place.owed.consult_by
                )
        elif in_force("every-union-told", pack):
            for union in recognised or [_NO_UNION]:
                says = f"Consult {union} early, whatever the number. No day is fixed; it is finished before notice is given."
                yield _owed("every-union-told", pack, Office.HEADTEACHER, f"{union}, for {place.name}", says)
        if (place.minimum_days_by_policy or 0) > (place.owed.minimum_days or 0) and in_force("policy-count-period-has-passed", pack):
            days = so_many(place.minimum_days_by_policy or 0, "clear day")
            says = f"Let {days} pass before the first dismissal: the policy counts {place.count.by_policy} posts, though the statute counts fewer."
            yield _owed("policy-count-period-has-passed", pack, Office.HEADTEACHER, f"everyone affected at {place.name}", says)


def _posts_in_reach(workforce: Workforce, found: Reach, establishment: str) -> list[Post]:
    """Posts of those who may be affected, be it by a dismissal or by a change made with it; also where no holder could be taken."""
    jobs = {(line.establishment, line.job) for line in found.lines} | {(each.post.school, each.post.jd_code) for each in found.affected}
    return [post for post in workforce.posts.values() if post.school == establishment and (post.school, post.jd_code) in jobs]


def _is_recognised(union: Union, posts: Iterable[Post]) -> bool:
    return any(union.is_recognised_for(post) for post in posts)


def _says_to(union: str, place: Establishment, first_notice: date | None) -> str:
    if union == _NO_UNION:
        return "No union is on the list as recognised for these staff: have representatives elected, and give them the written information (s.188(1B), s.188A)."
    notice = f"the first notice, due by {day_in_words(first_notice)}" if first_notice else "any notice"
    return (
        f"Give {union} the written information. The day is the outside limit: begin in good time, "
        f"so that {so_many(place.owed.minimum_days or 0, 'clear day')} pass and consultation is complete before {notice}."
    )


def _hr1(places: list[Establishment], pack: Pack) -> Iterator[Owed]:
    for place in places:
        if place.owed.duty:
            says = f"Send HR1 for {place.name}, so that it is received by the day, and copy it to the unions."
            by = place.owed.notify_secretary_of_state_by
            yield _owed("notify-secretary-of-state", pack, Office.HR_ADVISER, f"Secretary of State, for {place.name}", says, by)


def _told(found: Reach, pack: Pack) -> Iterator[Owed]:
    people = tuple(dict.fromkeys(each.person.payroll_number for each in found.affected if each.effect != "transferred"))
    if in_force("tell-everyone-affected", pack):
        missing = " So is whoever holds such a post and is left out of this plan." if any(out.effect != "transferred" for out in found.left_out) else ""
        says = f"Tell each of {_so_many_people(people)} that the job may be at risk, those away included, once the unions have been told.{missing}"
        yield _owed("tell-everyone-affected", pack, Office.HEADTEACHER, "everyone affected", says, people=people)
    if in_force("invite-volunteers", pack):
        yield _owed("invite-volunteers", pack, Office.HR_ADVISER, "everyone affected", "Ask for volunteers as consultation opens, and again as selection does.")


def _protected(first_notice: date | None, pack: Pack) -> Iterator[Owed]:
    """The same whoever is or is not protected, so that its being here tells nothing."""
    says = "Before any notice, check with the named HR adviser, for every person affected, whether a protected period runs. The plan holds none of those facts."
    yield _owed("answer-protected-period", pack, Office.CONFIDENTIAL_HR, "everyone affected", says, first_notice - _ONE_DAY if first_notice else None)


def _notices(notices: list[NoticeDue], pack: Pack) -> Iterator[Owed]:
    groups: dict[tuple[str, date, date | None], list[NoticeDue]] = {}
    for each in notices:
        groups.setdefault((each.rule, each.last_day_to_give, each.each.ends_on), []).append(each)
    for (rule, last, ends_on), group in groups.items():
        people = tuple(dict.fromkeys(each.each.person.payroll_number for each in group))
        selected = " who is selected" if any(each.each.pool for each in group) else ""
        says = f"Give notice to each{selected}, so that it is read or could fairly be read by the day and ends on {day_in_words(ends_on or last)}."
        yield _owed(rule, pack, Office.HEADTEACHER, _so_many_people(people), says, last, deliver_by=group[0].last_day_to_deliver, people=people)


def _payments(paid: Iterable[tuple[Affected, Payment]], pack: Pack) -> Iterator[Owed]:
    groups: dict[date, list[str]] = {}
    for each, found in paid:
        if found.amount and each.ends_on:
            groups.setdefault(each.ends_on, []).append(each.person.payroll_number)
    for ends_on, numbers in groups.items():
        people = tuple(dict.fromkeys(numbers))
        says = "Give each who leaves as redundant the written statement of how the payment was worked out, no later than the payment, and pay."
        yield _owed("give-written-statement-and-pay", pack, Office.HR_ADVISER, _so_many_people(people), says, ends_on, people=people)


def _so_many_people(people: tuple[str, ...]) -> str:
    return so_many(len(people), "person").replace("persons", "people")
