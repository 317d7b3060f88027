"""Which school a text means: one of the register, however its name is spaced and capitalised, or the central team. Never the nearest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evenhand.workforce.structure import School
from evenhand.workforce.words import central_team_names, likeness


class KnownSchools:
    """The schools of the register, by name or reference number, and the central team once something names it.

    The central team is known by the trust's name in the register and one of the words of `words.yaml`, or by the word alone. Where the register
    names several trusts there is no telling whose central team is meant, and none is known.
    """

    def __init__(self, register: Iterable[School]) -> None:
        self.by_name = {school.name: school for school in register}
        self._by_likeness: dict[str, list[School]] = defaultdict(list)
        for school in self.by_name.values():
            for alike in {likeness(text) for text in (school.urn, school.name) if text}:
                self._by_likeness[alike].append(school)
        self._central = _central_teams({school.trust or "" for school in self.by_name.values()})

    def named(self, text: str) -> School | None:
        """The school that the text names, or None. Naming the central team makes it one of the schools."""
        found = self.alike(text)
        school = self.by_name.get(text) or (found[0] if len(found) == 1 else None if found else self._central.get(likeness(text)))
        if school:
            self.by_name.setdefault(school.name, school)
        return school

    def alike(self, text: str) -> Sequence[School]:
        """The schools of the register whose name or number differs from the text at most in capitals, spaces and signs."""
        return self._by_likeness.get(likeness(text), ())


def _central_teams(trusts: set[str]) -> Mapping[str, School]:
    if len(trusts) != 1:
        return {}
    (trust,) = trusts
    teams = {name: School(f"{trust} {name}".strip(), None, None, None, trust or None, is_central_team=True) for name in central_team_names()}
    return {likeness(text): team for name, team in teams.items() for text in (name, team.name)}
