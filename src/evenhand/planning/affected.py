"""Whom a proposal touches: each employment on a post that it deletes, changes or transfers, and each that a cut selects from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from evenhand.calendars.words import day_in_words
from evenhand.law.burgundy_book.leaving_dates import first_leaving_date
from evenhand.procedure.change.proposing import Line
from evenhand.workforce.people import Employment, Person
from evenhand.workforce.proposals import HeadcountCut, Proposal
from evenhand.workforce.structure import Post
from evenhand.workforce.workforce import Workforce

Effect = Literal["deleted", "changed", "transferred"]


class CannotPlan(ValueError):
    """No plan can be made; `problems` holds every reason, each a sentence that says what to do."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Pool:
    """Those who hold one job at one establishment, some of whom a cut would select. Not decided here: who; whether the pool is the right one."""

    establishment: str
    job: str
    selected_from: int
    to_be_selected: int


@dataclass(frozen=True)
class Affected:
    """One employment on a post that the proposal touches. `ends_on`: when it would end, or ends by itself; None where it goes on."""

    person: Person
    employment: Employment
    post: Post
    effect: Effect
    pool: Pool | None
    ends_on: date | None
    expires_by_itself: bool

    @property
    def is_given_notice(self) -> bool:
        """Whether it would end by notice: the post goes, and no term runs out in time."""
        return self.effect == "deleted" and not self.expires_by_itself

    @property
    def name_and_number(self) -> str:
        """Who it is, in a sentence."""
        return f"{self.person.name} ({self.person.payroll_number})"


@dataclass(frozen=True)
class LeftOut:
    """Somebody or something that the plan, or one figure of it, had to do without, and why."""

    id: str
    post: str | None
    establishment: str | None
    what: Literal["the whole plan", "redundancy pay"]
    says: str
    effect: Effect | None = None


@dataclass(frozen=True)
class Reach:
    """Everything that a proposal touches. `lines` are what the counts are made from, as a change on record would hold them."""

    affected: tuple[Affected, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    vacant: tuple[Post, ...]
    to_look_at: tuple[str, ...]

    @cached_property
    def losing_a_post(self) -> tuple[Affected, ...]:
        """Those whose post would be deleted, or who would be selected from."""
        return tuple(each for each in self.affected if each.effect == "deleted")

    @cached_property
    def dismissed(self) -> tuple[Affected, ...]:
        """Those of them whose employment would end by notice."""
        return tuple(each for each in self.affected if each.is_given_notice)


def expires_by_itself(employment: Employment, end: date) -> bool:
    """Whether the contract is for a term that runs out no later than the end of the proposal. TULRCA 1992 s.282.

    Not decided here: whether it would have been renewed but for the redundancy, in which case its end is a dismissal as redundant (ERA 1996 s.136(1)(b)).
    """
    return employment.contract_type != "permanent" and employment.ends_on is not None and employment.ends_on <= end


def last_day_of(employment: Employment, on: date, end: date) -> date:
    """The day on which the employment would end: its own, if it runs out; else the end of the proposal, for a teacher the leaving date that it reaches."""
    if expires_by_itself(employment, end) and employment.ends_on:
        return employment.ends_on
    if employment.notice_terms == "statutory":
        return end
    return first_leaving_date(employment.notice_terms, on, not_before=max(on, end)).ends_on


def reach(workforce: Workforce, proposal: Proposal, on: date, end: date) -> Reach:
    """What the proposal, made on one day to be carried out by another, touches. Raises CannotPlan where it contradicts itself or the list of posts."""
    _require_sense(workforce, proposal)
    parts = [_of_a_cut(workforce, cut, on, end) for cut in proposal.headcount]
    by_job: dict[tuple[Effect, str, str], list[Post]] = {}
    for fate in proposal.fates:
        post = workforce.posts[fate.post_id]
        if fate.fate != "kept":
            by_job.setdefault((fate.fate, post.school, post.jd_code), []).append(post)
    parts += [_of_posts(workforce, posts, effect, None, on, end) for (effect, _, _), posts in sorted(by_job.items())]
    return Reach(
        affected=tuple(sorted((each for part in parts for each in part.affected), key=lambda each: (each.post.post_id, each.person.payroll_number))),
        lines=tuple(line for part in parts for line in part.lines),
        left_out=tuple(each for part in parts for each in part.left_out),
        vacant=tuple(post for part in parts for post in part.vacant),
        to_look_at=tuple(says for part in parts for says in part.to_look_at),
    )


def _require_sense(workforce: Workforce, proposal: Proposal) -> None:
    untaken = [fate.post_id for fate in proposal.fates if fate.post_id not in workforce.posts]
    problems = [f"The proposal {proposal.name} names {post_id}, which could not be taken from the list of posts. Correct its row there." for post_id in untaken]
    fated = {(post.school, post.jd_code) for fate in proposal.fates if (post := workforce.posts.get(fate.post_id))}
    there = {(post.school, post.jd_code) for post in workforce.posts.values()}
    for cut in proposal.headcount:
        cuts = f"The proposal {proposal.name} cuts {cut.jd_code} at {cut.school}"
        if (cut.school, cut.jd_code) not in there:
            problems.append(f"{cuts}, where no post is of that job. Correct the job or the school, or add the posts.")
        if (cut.school, cut.jd_code) in fated:
            problems.append(f"{cuts} by number and names posts of that job as well. Say it in one of the two ways.")
    if problems:
        raise CannotPlan(problems)


def _of_a_cut(workforce: Workforce, cut: HeadcountCut, on: date, end: date) -> Reach:
    posts = [post for post in workforce.posts.values() if (post.school, post.jd_code) == (cut.school, cut.jd_code)]
    filled = sum(len(post.holders) for post in posts)
    pool = Pool(cut.school, cut.jd_code, filled, max(0, filled - cut.posts_proposed))
    part = _of_posts(workforce, posts, "deleted", pool, on, end, posts_proposed=cut.posts_proposed)
    told = list(part.to_look_at)
    if cut.posts_now not in (filled, len(posts)):
        told.append(
            f"The proposal says that {cut.jd_code} at {cut.school} has {cut.posts_now} posts now; the list of posts has {len(posts)}, {filled} of them filled. "
            "The plan follows the list of posts."
        )
    if not pool.to_be_selected:
        told.append(f"{cut.jd_code} at {cut.school}: {filled} posts are filled and {cut.posts_proposed} are proposed, so nobody would be selected.")
    running_out = sum(each.expires_by_itself for each in part.affected)
    if running_out and pool.to_be_selected:
        staying = filled - running_out
        told.append(
            f"{cut.jd_code} at {cut.school}: {running_out} of the {filled} who hold the job have a term that runs out by itself. "
            f"If each does, {max(0, staying - cut.posts_proposed)} of the other {staying} would be selected."
        )
    return Reach(part.affected, part.lines, part.left_out, part.vacant, tuple(told))


def _of_posts(workforce: Workforce, posts: list[Post], effect: Effect, pool: Pool | None, on: date, end: date, *, posts_proposed: int = 0) -> Reach:
    """The posts of one job at one establishment that have one fate."""
    affected, left_out = [], []
    for post in posts:
        for holder in post.holders:
            employment = next((each for each in workforce.employments_of(holder) if each.post_id == post.post_id), None)
            if employment is None:
                left_out.append(LeftOut(holder, post.post_id, post.school, "the whole plan", "Left out when the exports were read.", effect))
            elif employment.ends_on and employment.ends_on < on:
                says = f"The contract ended on {day_in_words(employment.ends_on)}, before the proposal is made. Correct the contract or the list of posts."
                left_out.append(LeftOut(holder, post.post_id, post.school, "the whole plan", says, effect))
            else:
                affected.append(_affected(workforce.people[holder], employment, post, effect, pool, on, end))
    line = Line(
        establishment=posts[0].school,
        job=posts[0].jd_code,
        staff_group=posts[0].staff_group,
        posts_now=len(posts),
        posts_proposed=posts_proposed,
        holders_left_out=len(left_out),
    )
    told = tuple(_unclear_terms(affected)) if effect == "deleted" else ()
    return Reach(tuple(affected), (line,) if effect == "deleted" else (), tuple(left_out), tuple(post for post in posts if post.is_vacant), told)


def _affected(person: Person, employment: Employment, post: Post, effect: Effect, pool: Pool | None, on: date, end: date) -> Affected:
    goes = effect == "deleted"
    ends_on = last_day_of(employment, on, end) if goes else None
    return Affected(person, employment, post, effect, pool, ends_on, goes and expires_by_itself(employment, end))


def _unclear_terms(affected: Iterable[Affected]) -> Iterator[str]:
    for each in affected:
        contract = each.employment
        if contract.contract_type == "fixed-term" and contract.ends_on is None:
            yield f"{each.name_and_number} has a fixed term without an end: it is counted as one that does not run out in time. Find out its end."
        elif contract.contract_type == "permanent" and contract.ends_on:
            yield (
                f"{each.name_and_number} has a permanent contract that ends on {day_in_words(contract.ends_on)}: it is counted as one that does not. "
                "Find out whether the person is leaving."
            )
