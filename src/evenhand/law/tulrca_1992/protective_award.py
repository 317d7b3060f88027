"""What a failure to consult may cost. TULRCA 1992 ss.189-190."""

from datetime import date

from evenhand.law.dated import values_beside

LAW = values_beside(__file__)


def protective_award_maximum_days(takes_effect_on: date) -> int:
    """The longest protected period, in days, where the dismissal takes effect on that day. TULRCA 1992 s.189(4)(b).

    Not decided here: the length that is just and equitable, uplifts under a Code, special circumstances (s.188(7)). Raises NotOnFile before the values on file.
    """
    return LAW["maximum_days"].whole_on(takes_effect_on)
