"""Moves that are more than one act with fields: what they record is read from the exports, from a table of points, or for each of several people."""

from collections.abc import Callable, Iterator
from typing import Any

from evenhand.procedure.acts import Draft
from evenhand.procedure.change.avoiding import ConsiderMeasure
from evenhand.procedure.change.proposing import Propose
from evenhand.procedure.change.selecting import Score
from evenhand.procedure.trust.governing import Appoint, RecogniseUnion
from evenhand.procedure.trust.keeping import RecordImport
from evenhand.procedure.trust.people import CloseVacancy, ListVacancy, StateVacancies
from evenhand.workforce.structure import Vacancy
from evenhand_web.config import clock
from evenhand_web.demonstration.exports import EXPORTS, affects, agency_workers_at, reached, reading
from evenhand_web.demonstration.playing import Player, evidence_of
from evenhand_web.demonstration.script import Holder, Move, people, scores
from evenhand_web.ledger.founding import found_trust
from evenhand_web.workforce import mirroring, recording

_SHARES = 4


def found_the_trust(player: Player, matter: str, move: Move) -> None:
    clock.set_demonstration_to(move.moment)
    found_trust(trust=move.fields["trust"], chief_executive=people().holder(move.by).person)


def fill_the_offices(player: Player, matter: str, move: Move) -> None:
    def appointed(holder: Holder) -> Draft[Any]:
        return player.draft(matter, move, Appoint(office=holder.office, union=holder.union), holder.person)

    player.record(matter, move, [appointed(holder) for holder in people().holders if holder.key != move.by and holder.office != "employee"])


def recognise_the_unions(player: Player, matter: str, move: Move) -> None:
    known = reading().workforce.unions.values()
    player.record(matter, move, [player.draft(matter, move, RecogniseUnion(union=union.name, staff_groups=union.staff_groups)) for union in known])


def take_in_the_exports(player: Player, matter: str, move: Move) -> None:
    clock.set_demonstration_to(move.moment)
    rows, taken = mirroring.rows_of(reading().workforce), reading()
    mirroring.mirror(rows)
    body = RecordImport(source=EXPORTS.name, taken=taken.taken, left_out=len(taken.left_out), digest=mirroring.digest_of(rows))
    recording.record(body, people().holder(move.by).actor)


def list_the_vacancies(player: Player, matter: str, move: Move) -> None:
    vacancies = list(_vacancies())
    drafts: list[Draft[Any]] = [
        player.draft(matter, move, ListVacancy(vacancy=each.vacancy_id, establishment=each.school, job=each.jd_code, closes_on=each.closes_on))
        for each in vacancies
    ]
    player.record(matter, move, [*drafts, player.draft(matter, move, StateVacancies(vacancies=tuple(each.vacancy_id for each in vacancies)))])


def close_the_vacancies(player: Player, matter: str, move: Move) -> None:
    over = [each for each in _vacancies() if each.closes_on < move.day]
    because = "Closed to applicants; somebody of the trust was appointed."
    player.record(matter, move, [player.draft(matter, move, CloseVacancy(vacancy=each.vacancy_id, because=because)) for each in over])


def _vacancies() -> Iterator[Vacancy]:
    yield from sorted(reading().workforce.vacancies.values(), key=lambda each: each.vacancy_id)


def propose_from_the_exports(player: Player, matter: str, move: Move) -> None:
    found = reached(move)
    lines = [line.model_dump(mode="json") for line in found.lines]
    agency = [each.model_dump(mode="json") for each in agency_workers_at({line.establishment for line in found.lines})]
    case = Propose.model_validate({**move.fields, "lines": lines, "agency_workers": agency})
    affected = list(affects(found, matter, move.day))
    player.codes[matter] = {body.person: code for code, body in affected}
    player.staying_terms[matter] = [body.person for _, body in affected if body.expires_by_itself_on is None]
    player.record(matter, move, [player.draft(matter, move, case), *(player.draft(matter, move, body, code) for code, body in affected)])


def consider_measures(player: Player, matter: str, move: Move) -> None:
    def considered(measure: str, where: Any, outcome: Any, because: str) -> Draft[Any]:
        return player.draft(matter, move, ConsiderMeasure(measure=measure, where=where, outcome=outcome, reasons=because))

    here = [considered(each.measure, "the area affected", each.here, each.here_because) for each in move.measures]
    player.record(matter, move, here + [considered(each.measure, "the wider trust", each.trust, each.trust_because) for each in move.measures])


def meet_a_share(player: Player, matter: str, move: Move) -> None:
    """A quarter of everyone affected, by payroll number, is met on one day."""
    from evenhand.procedure.change.meeting import Meeting

    evidence, everyone = evidence_of(move), [person for person in player.codes[matter] if person not in move.but_not]
    mine = everyone[int((move.share or "1")[0]) - 1 :: _SHARES]
    player.record(matter, move, [player.draft(matter, move, Meeting.model_validate(move.fields), player.codes[matter][who], evidence) for who in mine])


def score(player: Player, matter: str, move: Move) -> None:
    """Rows of the table of points, each given to the next person of the pool."""
    told, seal = scores(), player.position(matter, (move.seal or "")[1:])
    pool = [person for person in player.staying_terms[matter] if person != told.without_scores]
    first, last = (int(number) for number in (move.rows or "").split(" to "))
    drafts = []
    for person, row in list(zip(pool, told.points, strict=True))[first - 1 : last]:
        for criterion, points in zip(told.order, row, strict=True):
            body = Score(seal=seal, criterion=criterion, points=points, reason=told.reason(criterion, points))
            drafts.append(player.draft(matter, move, body, player.codes[matter][person]))
    player.record(matter, move, drafts)


LARGER_MOVES: dict[str, Callable[[Player, str, Move], None]] = {
    "found the trust": found_the_trust,
    "fill the offices": fill_the_offices,
    "recognise the unions of the exports": recognise_the_unions,
    "take in the exports": take_in_the_exports,
    "list the vacancies of the exports": list_the_vacancies,
    "close the vacancies whose closing day has passed": close_the_vacancies,
    "propose from the exports": propose_from_the_exports,
    "consider measures": consider_measures,
    "meet a share of everyone": meet_a_share,
    "score": score,
}
