"""A trust with so many teaching assistants in one job at one school, and a proposal about them. A test changes the one thing that it is about."""

from datetime import date
from pathlib import Path
from typing import Any

from evenhand.planning.plan import Plan, plan
from evenhand.policy.pack import Pack, load_pack
from evenhand.workforce.reading import read_exports
from tests.workforce.small_trust import Trust, a_contract, a_person, a_post, a_school, written

ON, END = date(2026, 11, 2), date(2027, 3, 31)
PACK: Pack = load_pack("secat-2020")


def number_of(place: int) -> str:
    return f"{place:06d}"


def a_union(name: str = "UNISON", groups: str = "support", schools: str = "All") -> dict[str, str]:
    return {
        "Union": name, "Staff Groups": groups, "Schools": schools, "Local Representative": "", "Regional Officer": "", "Recognised Since": "01/09/2014",
    }  # fmt: skip


def a_scale(code: str = "TA2", **changes: str) -> dict[str, str]:
    return {
        "JD Code": code,
        "Title": "Teaching Assistant",
        "Grade": "C4",
        "Full-time Salary": "24790",
        "Full-time Hours": "37",
        "Working Weeks": "39",
    } | changes


def a_trust_with(people: int, **contract: str) -> Trust:
    """So many people, each with one permanent contract on one post; P1 is held by 000001, and so on."""
    numbers = [(f"P{place}", number_of(place)) for place in range(1, people + 1)]
    return {
        "register.csv": [a_school()],
        "staff.csv": [a_person(number, **{"Last Name": f"Number {number}"}) for _, number in numbers],
        "contracts.csv": [a_contract(number, post, **({"Weeks/Year": "39"} | contract)) for post, number in numbers],
        "posts.csv": [a_post(post, number) for post, number in numbers],
        "pay-scales.csv": [a_scale()],
        "unions.csv": [a_union()],
    }


def deleting(*posts: str, fate: str = "deleted") -> list[dict[str, str]]:
    return [{"Post ID": post, "Fate": fate, "Reason": ""} for post in posts]


def deleting_all(trust: Trust) -> Trust:
    """The trust with a proposal called `change` that deletes every post."""
    return trust | {"proposal-change-current.csv": deleting(*[post["Post ID"] for post in trust["posts.csv"]])}


def cutting_to(posts: int, trust: Trust, **changes: str) -> Trust:
    """The trust with a proposal called `change` that cuts the job to so many posts."""
    row = {"School": "Heron School", "JD Code": "TA2", "Posts Now": str(len(trust["posts.csv"])), "Posts Proposed": str(posts), "Reason": ""}
    return trust | {"proposal-change.csv": [row | changes]}


def planned(folder: Path, trust: Trust, **options: Any) -> Plan:
    """The plan of the proposal called `change`."""
    asked = {"on": ON, "end": END} | options
    return plan(read_exports(written(folder, trust), on=asked["on"]), "change", asked.pop("pack", PACK), **asked)
