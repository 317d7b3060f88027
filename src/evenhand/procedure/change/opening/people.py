"""Who stands where in a change: affected, in which pool, selected, at risk."""

from evenhand.procedure.change.pooling import FormPool
from evenhand.procedure.change.proposing import Affect
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import Select
from evenhand.procedure.fold import Dossier


def affected(dossier: Dossier) -> list[str]:
    """The codes of everyone affected, in order."""
    return list(dict.fromkeys(one.about for one in dossier.every(Affect) if one.about))


def pools(dossier: Dossier) -> list[str]:
    """The names of the pools."""
    return [formed.body.pool for formed in dossier.every(FormPool)]


def selected(dossier: Dossier) -> list[str]:
    """The codes of those whom the latest word selects."""
    latest = {chosen.about: chosen.body.selected for chosen in dossier.every(Select)}
    return [code for code, yes in latest.items() if yes and code]


def at_risk(dossier: Dossier) -> list[str]:
    """The codes of those declared at risk and selected still."""
    declared = {told.about for told in dossier.every(DeclareAtRisk)}
    return [code for code in selected(dossier) if code in declared]


def facing_dismissal(dossier: Dossier) -> list[str]:
    """Those whose dismissal may come to be decided: the selected; before anyone is, everyone affected."""
    return selected(dossier) if dossier.every(Select) else affected(dossier)
