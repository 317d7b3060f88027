"""What is proposed: a cut in headcount, a restructure or an outsourcing, from the files named proposal-NAME."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from evenhand.workforce.kinds import Count, Fate, HoursPerWeek, JobCode, Percent, PostId, SchoolName


@dataclass(frozen=True)
class HeadcountCut:
    """Fewer posts of one job at one school. Not decided here: which posts, and whether `posts_now` is what the list of posts holds."""

    school: SchoolName
    jd_code: JobCode
    posts_now: Count
    posts_proposed: Count
    reason: str | None


@dataclass(frozen=True)
class PostFate:
    """What a proposal does with one post that exists."""

    post_id: PostId
    fate: Fate
    reason: str | None


@dataclass(frozen=True)
class NewPosts:
    """So many posts alike that a proposal creates."""

    new_post_id: str
    jd_code: JobCode
    number: Count
    hours_per_week: HoursPerWeek
    school: SchoolName


@dataclass(frozen=True)
class JobMatch:
    """How far somebody judged a new job to be an old one, in per cent. The judgement is theirs; it is only carried here."""

    old_jd_code: JobCode
    new_jd_code: JobCode
    match_percent: Percent
    assessed_by: str | None
    assessed_on: date | None


@dataclass(frozen=True)
class Proposal:
    """One proposal with everything that its files say."""

    name: str
    headcount: tuple[HeadcountCut, ...] = ()
    fates: tuple[PostFate, ...] = ()
    new_posts: tuple[NewPosts, ...] = ()
    matches: tuple[JobMatch, ...] = ()

    @property
    def kind(self) -> Literal["headcount", "outsourcing", "restructure"]:
        """A cut out of a pool; a transfer, if any post is transferred; else a restructure."""
        if self.headcount and not self.fates:
            return "headcount"
        return "outsourcing" if any(each.fate == "transferred" for each in self.fates) else "restructure"
