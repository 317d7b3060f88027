"""What law and policy require of pool, criteria, meetings, scores and selection."""

from datetime import date

from tests.procedure.random_walk.consulting_steps import uninvited
from tests.procedure.random_walk.counts import (
    everyone_affected,
    latest,
    proposal,
    reached,
)
from tests.procedure.random_walk.raw import Raw, Reading
from tests.procedure.random_walk.steps import (
    ATTEMPTS,
    COMPLETE,
    CRITERIA,
    SELECT,
    step,
)

# Selecting


@step("pool-after-consultation", "change.form_pool")  # PRO-4.2
def _(r: Reading, act: Raw) -> bool:
    return not r.here(COMPLETE)


def members(r: Reading, pool: str) -> list[str]:
    return list(dict.fromkeys(placed.about or "" for placed in r.here("change.place_in_pool") if placed.fields["pool"] == pool))


@step("criteria-reached-the-pool", "change.seal_criteria")  # PRO-4.2
def _(r: Reading, act: Raw) -> bool:
    published = r.one("change.publish_criteria", act.fields["publication"])
    people = members(r, published.fields["pool"]) if published else []
    return not people or any(published and reached(r, published, code) is None for code in people)


@step("everyone-in-the-job-is-in-the-pool", "change.seal_criteria", SELECT)  # PRO-4.2, PRO-9: as many go as the job has too many, so all of it is compared
def _(r: Reading, act: Raw) -> bool:
    published = act if act.kind == SELECT else r.one("change.publish_criteria", act.fields["publication"])
    formed = next((one for one in r.here("change.form_pool") if published and one.fields["pool"] == published.fields["pool"]), None)
    return formed is not None and not in_line_to_go(r, formed) <= set(members(r, formed.fields["pool"]))


def in_line_to_go(r: Reading, formed: Raw) -> set[str]:
    """Who holds the pool's job, but for those whose term simply expires or whose post only changes."""
    job = (formed.fields["establishment"], formed.fields["job"])
    held = [one for one in r.here("change.affect") if (one.fields["establishment"], one.fields["job"]) == job]
    return {one.about or "" for one in held if not one.fields["expires_by_itself_on"] and one.fields["effect"] != "changed"}


def met(r: Reading, code: str | None, purpose: str, since: date = date.min) -> bool:
    """Met alone for the purpose, or refused or missed as often as R-6 asks, on different days; not before what it was to be about."""
    meetings = [one for one in r.here("change.meeting", code) if one.fields["purpose"] == purpose and one.day >= since]
    return any(one.fields["outcome"] == "held" for one in meetings) or len({one.day for one in meetings}) >= ATTEMPTS


@step("met-before-any-score", "change.score")  # POL-3.2.1: each of them, not only pool members, before any score
def _(r: Reading, act: Raw) -> bool:
    return not all(met(r, code, "first") for code in everyone_affected(r))


def points(r: Reading, code: str) -> dict[str, int]:
    return {score.fields["criterion"]: score.fields["points"] for score in r.here("change.score", code)}


@step("every-criterion-scored", "change.disclose_scores", SELECT)  # PRO-9.4
def _(r: Reading, act: Raw) -> bool:
    return any(set(CRITERIA) - set(points(r, code)) for code in members(r, act.fields["pool"]))


@step("same-managers-score-the-group", SELECT)  # PRO-9.4
def _(r: Reading, act: Raw) -> bool:
    scores = [score for code in members(r, act.fields["pool"]) for score in r.here("change.score", code)]
    return any(len({score.person for score in scores if score.fields["criterion"] == criterion}) > 1 for criterion in CRITERIA)


def had_own_scores(r: Reading, code: str) -> date | None:
    """The day on which the person had her own scores as they now are (POL-3.2.1, PRO-9.5)."""
    sent = latest(r.here("change.disclose_scores", code))
    served = reached(r, sent, code) if sent else None
    if sent is None or served is None:
        return None
    return served.day if r.record.noted[sent.position] == points(r, code) else None


@step("own-scores-before-selection", SELECT)
def _(r: Reading, act: Raw) -> bool:
    return any(had_own_scores(r, code) is None for code in members(r, act.fields["pool"]))


@step("met-before-selection", SELECT)  # POL-3.2.1, PRO-4.3: then on own scores
def _(r: Reading, act: Raw) -> bool:
    for code in members(r, act.fields["pool"]):
        sent = latest(r.here("change.disclose_scores", code))
        if not met(r, code, "second", sent.day if sent else date.min):
            return True
    return False


@step("volunteers-sought-again", SELECT)  # PRO-6.2b
def _(r: Reading, act: Raw) -> bool:
    return uninvited(r, "selection")


@step("no-unlawful-reason", SELECT, law=True)  # LAW 6; PRO-9.12
def _(r: Reading, act: Raw) -> bool:
    return all(said.fields["pool"] != act.fields["pool"] for said in r.here("change.attest_reasons"))


def line_up(r: Reading, pool: str) -> tuple[set[str], set[str]]:
    """Whom the points select, the fewest first, and whom a tie at the line leaves open (PRO-9.7, A1-4)."""
    formed = next((one for one in r.here("change.form_pool") if one.fields["pool"] == pool), None)
    if formed is None:
        return set(), set()
    job = (formed.fields["establishment"], formed.fields["job"])
    broken = {one.about: one.fields["points"] for one in r.here("change.record_tie_break") if one.fields["pool"] == pool}
    standing = {code: (sum(points(r, code).values()), broken.get(code, 0)) for code in members(r, pool)}
    go = 0
    for line in proposal(r).fields["lines"]:
        if (line["establishment"], line["job"]) == job:
            stays = [a for a in r.here("change.affect") if not a.fields["expires_by_itself_on"] and a.fields["effect"] != "changed"]
            held = [a for a in stays if (a.fields["establishment"], a.fields["job"]) == job]
            go = max(0, len(held) + line["holders_left_out"] - line["posts_proposed"])
            break
    below = {code: sum(other < mine for other in standing.values()) for code, mine in standing.items()}
    level = {code: sum(other == mine for other in standing.values()) for code, mine in standing.items()}
    certain = {code for code in standing if below[code] + level[code] <= go}
    return certain, {code for code in standing if below[code] < go < below[code] + level[code]}


@step("selection-follows-the-points", SELECT)  # POL-5.1, PRO-9.7
def _(r: Reading, act: Raw) -> bool:
    certain, tied = line_up(r, act.fields["pool"])
    return act.about not in tied and (act.about in certain) is not act.fields["selected"]


@step("ties-go-to-the-announced-process", SELECT)  # PRO-9.7, A1-4
def _(r: Reading, act: Raw) -> bool:
    return act.about in line_up(r, act.fields["pool"])[1]
