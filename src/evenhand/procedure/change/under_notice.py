"""Under notice: extended, withdrawn with consent, put right where it ends too soon; vacancies still considered until the employment ends."""

from collections.abc import Iterator
from datetime import date

from evenhand.calendars.words import day_in_words
from evenhand.procedure.acts import Act, Body, Draft, act
from evenhand.procedure.amending import Words
from evenhand.procedure.audience import Audience, Office
from evenhand.procedure.change.leaving import NoticeGiven, last_clear_day_has_passed
from evenhand.procedure.change.notice_length import statutory_notice_is_given
from evenhand.procedure.change.pooling import UNFAIR
from evenhand.procedure.change.proposing import LEAD, person_behind
from evenhand.procedure.change.redeploying import ConsiderVacancies
from evenhand.procedure.context import Context
from evenhand.procedure.duties import Duty, duty
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.gates import Strength
from evenhand.procedure.trust.people import EmploymentEnded, open_vacancies

AWARD = "A protective award, and an unfair dismissal."


@act("change.extend_notice", by=LEAD, audience=Audience.PERSON, stage="leaving", about_a_person=True)
class ExtendNotice(Body):
    """Notice that was given ends later than it said."""

    notice: int
    ends_on: date
    because: Words


@act(
    "change.notice_withdrawn",
    by=LEAD | {Office.EMPLOYEE},
    audience=Audience.PERSON,
    stage="leaving",
    reported=True,
    about_a_person=True,
    settled_by_the_other_side=True,
)
class NoticeWithdrawn(Body):
    """Notice was withdrawn, and the person agreed: without agreement it stands."""

    notice: int
    because: Words


def standing_notice(dossier: Dossier, code: str | None) -> Act[NoticeGiven] | None:
    """The latest notice given to the person that was not withdrawn."""
    withdrawn = {gone.body.notice for gone in dossier.every(NoticeWithdrawn, code)}
    standing = [given for given in dossier.every(NoticeGiven, code) if given.position not in withdrawn]
    return standing[-1] if standing else None


def ends_on_as_it_stands(dossier: Dossier, given: Act[NoticeGiven]) -> date:
    """The day on which a notice ends, extensions included."""
    extended = [longer.body.ends_on for longer in dossier.every(ExtendNotice, given.about) if longer.body.notice == given.position]
    return max([given.body.ends_on, *extended])


@sense(ExtendNotice)
def extends_a_notice(dossier: Dossier, draft: Draft[ExtendNotice], context: Context) -> Iterator[str]:
    """The notice was given to this person, and now ends later."""
    given = dossier.at(NoticeGiven, draft.body.notice)
    if given is None or given.about != draft.about:
        yield f"Act {draft.body.notice} is not a notice given to {draft.about}."
    elif draft.body.ends_on <= ends_on_as_it_stands(dossier, given):
        yield f"It ends on {day_in_words(ends_on_as_it_stands(dossier, given))} already: an extension ends later."


@duty("put-a-notice-right", Strength.LAW, matter="change", cites="TULRCA 1992 ss.188, 193; ERA 1996 s.86")
def put_a_notice_right(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """A notice that ends too soon for the clear days or for statutory notice, whenever that comes to be known, is extended or withdrawn before it ends."""
    for given in dossier.every(NoticeGiven):
        draft = given.as_draft()
        as_it_stands = Draft(
            draft.matter, given.body.model_copy(update={"ends_on": ends_on_as_it_stands(dossier, given)}), draft.actor, draft.about, given.happened_on
        )
        wrong = [*last_clear_day_has_passed(dossier, as_it_stands, context), *statutory_notice_is_given(dossier, as_it_stands, context)]
        withdrawn = [gone for gone in dossier.every(NoticeWithdrawn, given.about) if gone.body.notice == given.position]
        was_wrong = [*last_clear_day_has_passed(dossier, draft, context), *statutory_notice_is_given(dossier, draft, context)]
        if was_wrong:
            extended = [longer for longer in dossier.every(ExtendNotice, given.about) if longer.body.notice == given.position]
            done = withdrawn or (extended if not wrong else [])
            yield Duty(
                rule="put-a-notice-right",
                owner=Office.HEADTEACHER,
                owed_to=f"employee {given.about}",
                about=given.about,
                says=f"Extend or withdraw the notice: {'; '.join(reason.says for reason in was_wrong)}",
                arose_from=given.position,
                due_on=ends_on_as_it_stands(dossier, given),
                discharged_by=done[-1].position if done else None,
                exposure=AWARD,
                audience=Audience.PERSON,
            )


@duty("consider-new-vacancies", Strength.POLICY, matter="change", cites="ERA 1996 s.98(4)")
def consider_new_vacancies(dossier: Dossier, context: Context) -> Iterator[Duty]:
    """While notice runs, each vacancy that opens is considered for the person."""
    for given in dossier.every(NoticeGiven):
        standing = standing_notice(dossier, given.about)
        if standing is None or standing.position != given.position or context.bearing.every(EmploymentEnded, person_behind(dossier, given.about)):
            continue
        considered = {one.vacancy: act.position for act in dossier.every(ConsiderVacancies, given.about) for one in act.body.considered}
        for vacancy in open_vacancies(context.bearing):
            yield Duty(
                rule="consider-new-vacancies",
                owner=Office.HR_ADVISER,
                owed_to=f"employee {given.about} for {vacancy}",
                about=given.about,
                says=f"Consider {vacancy} for {given.about}.",
                arose_from=given.position,
                due_on=ends_on_as_it_stands(dossier, given),
                discharged_by=considered.get(vacancy),
                exposure=UNFAIR,
                audience=Audience.PERSON,
            )
