"""A refused batch is taken back by popping: nothing that was worked out while it stood may be taken for what stands now."""

from evenhand.procedure.audience import Office, Seat
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.people import ListVacancy
from tests.procedure.world import ASHA, a_trust


def names_of_vacancies(dossier: Dossier) -> list[str]:
    return [listed.body.vacancy for listed in dossier.every(ListVacancy)]


def test_what_is_remembered_of_an_act_taken_back_is_not_told_of_the_act_in_its_place():
    world = a_trust()
    fold = world.folded.matters["trust"]
    first, second = (
        world.judged(world.draft(ASHA, ListVacancy(vacancy=name, establishment="Avocet High", job="MDS"), matter="trust")).judged[0].act
        for name in ("V1", "V2")
    )
    told = []
    for act in (first, second):
        fold.add(act)
        told.append(Dossier(fold).once(names_of_vacancies, kinds=[ListVacancy]))
        fold.undo()
    assert told == [["V1"], ["V2"]]


def test_the_digest_is_of_what_the_person_in_that_seat_was_shown():
    world = a_trust()
    judgement = world.judged(world.draft(ASHA, ListVacancy(vacancy="V1", establishment="Avocet High", job="MDS"), matter="trust"))
    shown = judgement.shown(Seat("asha", Office.HR_ADVISER))
    assert [(one["kind"], one["day"]) for one in shown] == [("trust.list_vacancy", "2026-11-02")]
