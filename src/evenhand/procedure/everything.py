"""Every matter, whole. Importing this declares each act, gate and duty, and puts the undertaking gate before every step of a change."""

from evenhand.procedure import amending, reviewing
from evenhand.procedure.acts import REGISTER
from evenhand.procedure.change import (
    avoiding,
    comparing,
    consulting,
    deciding,
    informing,
    leaving,
    meeting,
    notice_length,
    notifying,
    paying,
    pooling,
    proposing,
    redeploying,
    selecting,
    under_notice,
)
from evenhand.procedure.dispute import undertakings
from evenhand.procedure.duties import DUTIES
from evenhand.procedure.faults import sense
from evenhand.procedure.gates import GATES
from evenhand.procedure.trust import governing, keeping, offices, people

TRUST = (governing, keeping, offices, people)
CHANGE = (
    proposing,
    informing,
    notifying,
    consulting,
    avoiding,
    pooling,
    meeting,
    selecting,
    comparing,
    redeploying,
    deciding,
    leaving,
    notice_length,
    under_notice,
    paying,
)
MODULES = (amending, *TRUST, *CHANGE, undertakings, reviewing)

undertakings.guard_every_step()
sense(*[kind.model for kind in REGISTER.values() if kind.name.startswith("change.")])(proposing.about_someone_affected)
sense(*[kind.model for kind in REGISTER.values() if kind.name.startswith("change.")])(proposing.stage_is_built)
sense(*[kind.model for kind in REGISTER.values()])(proposing.speaks_for_herself)

RULES = frozenset(GATES) | frozenset(DUTIES)
BUILT_STAGES = frozenset(kind.stage for kind in REGISTER.values() if kind.stage)
