"""How many are employed at each establishment, and how many dismissals are proposed there and in the trust, by the policy's count and by the statute's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.canonical.encoding import decode
from evenhand.law.tulrca_1992.collective import LAW, minimum_consultation_days
from evenhand.procedure.change.counting import counts, statutory_total
from evenhand_web.pages.sight import MatterSight
from evenhand_web.workforce.models import MirrorRow


@dataclass(frozen=True)
class Employed:
    """At one establishment, as imported last: filled posts, which the policy counts, and employees, whom the statute counts."""

    filled_posts: int = 0
    employees: int = 0


@dataclass(frozen=True)
class Headcount:
    """One establishment's line; `employed` is None where the mirror holds nothing of it. `by_statute` is the most within the statute's window."""

    establishment: str
    employed: Employed | None
    by_policy: int
    by_statute: int


def employed_now() -> dict[str, Employed]:
    """Filled posts and employees by establishment, out of the mirror. One query; none of anybody's facts is kept."""
    posts, held = {}, list[tuple[str, str]]()
    for row in MirrorRow.objects.filter(table__in=("posts", "employments")).order_by():
        value = decode(bytes(row.value))
        if row.table == "posts":
            posts[row.key] = value
        else:
            held.append((value["post_id"], value["payroll_number"]))
    return _by_establishment(posts, held)


def _by_establishment(posts: Mapping[str, Mapping[str, object]], held: Iterable[tuple[str, str]]) -> dict[str, Employed]:
    filled: dict[str, int] = {}
    people: dict[str, set[str]] = {}
    for post in posts.values():
        place = str(post["school"])
        filled[place] = filled.get(place, 0) + bool(post["holders"])
    for post_id, person in held:
        if post_id in posts:
            people.setdefault(str(posts[post_id]["school"]), set()).add(person)
    return {place: Employed(number, len(people.get(place, ()))) for place, number in filled.items()}


def headcounts(changes: Iterable[MatterSight], employed: Mapping[str, Employed]) -> list[Headcount]:
    """A line for each establishment that anybody works at or that a change touches, by name."""
    by_policy: dict[str, int] = {}
    by_statute: dict[str, int] = {}
    for change in changes:
        for count in counts(change.dossier):
            place = count.establishment
            by_policy[place] = by_policy.get(place, 0) + count.by_policy
            by_statute[place] = max(by_statute.get(place, 0), statutory_total(change.dossier, change.context, place))
    return [Headcount(place, employed.get(place), by_policy.get(place, 0), by_statute.get(place, 0)) for place in sorted(by_policy.keys() | employed.keys())]


def threshold_in_words(number: int, on: date) -> str:
    """What the statute asks for at one establishment with so many proposed dismissals, and how many more would ask for more. TULRCA 1992 s.188(1), (1A).

    Every number is the law's value on the day. Raises NotOnFile before the values on file.
    """
    return " ".join(_threshold(number, on))


def _threshold(number: int, on: date) -> Iterator[str]:
    days = minimum_consultation_days(number, on)
    yield f"At least {days} clear days of consultation." if days is not None else "No duty under the statute by this number."
    for next_number in (LAW["fewest_dismissals"].whole_on(on), LAW["many_dismissals"].whole_on(on)):
        if number < next_number:
            more = next_number - number
            then = minimum_consultation_days(next_number, on)
            yield f"{'One' if more == 1 else more} more would bring at least {then} clear days."
            return
