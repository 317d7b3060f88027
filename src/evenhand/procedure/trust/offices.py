"""What makes no sense in giving and ending offices."""

from collections.abc import Iterator

from evenhand.procedure.acts import Draft
from evenhand.procedure.audience import Office
from evenhand.procedure.context import Context
from evenhand.procedure.faults import sense
from evenhand.procedure.fold import Dossier
from evenhand.procedure.trust.governing import Appoint, EndOffice, office_holders

_MAY_APPOINT = (Office.CHIEF_EXECUTIVE, Office.TRUSTEE)


@sense(Appoint)
def an_office_that_can_be_given(dossier: Dossier, draft: Draft[Appoint], context: Context) -> Iterator[str]:
    """A representative's office is of a union, and no other is; an employee needs no appointment; nobody is given what she holds."""
    office, union = draft.body.office, draft.body.union
    if office is Office.EMPLOYEE:
        yield "Nobody is appointed an employee: whoever works here is one. Choose an office."
    elif (office is Office.UNION_REPRESENTATIVE) is not bool(union):
        yield "A union representative is appointed for a union, and nobody else is. Name the union, or leave it out."
    elif draft.about in office_holders(context.bearing, office, union):
        yield "This person holds that office already, so there is nothing to give. Choose another office or another person."


@sense(EndOffice)
def somebody_can_still_appoint(dossier: Dossier, draft: Draft[EndOffice], context: Context) -> Iterator[str]:
    """Only an office that is held ends; and the last that can appoint anybody does not, or no office could be filled ever again."""
    office, person = draft.body.office, draft.about
    if person not in office_holders(context.bearing, office):
        yield "This person does not hold that office today, so it cannot end."
    elif {(one, holder) for one in _MAY_APPOINT for holder in office_holders(context.bearing, one)} == {(office, person)}:
        yield "Nobody would be left who can appoint anyone. Appoint another chief executive or trustee first."
