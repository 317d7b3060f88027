"""Decisions that wait for a head or chief executive: steps that only such an office takes, open now."""

from typing import Any

from django.urls import reverse

from evenhand.procedure.change.consulting import AnswerEmployee, AnswerUnion, CompleteConsultation
from evenhand.procedure.change.deciding import DecideDismissal
from evenhand.procedure.change.leaving import ReleaseNotice
from evenhand.procedure.change.proposing import ApproveInPrinciple, ReviewUnavoidable, proposal
from evenhand.procedure.change.redeploying import DeclareAtRisk
from evenhand.procedure.change.selecting import AttestReasons, Select
from evenhand_web.pages.sight import MatterSight
from evenhand_web.pages.steps.catalogue import STEPS
from evenhand_web.pages.steps.standing import standing_of

DECISIONS = (
    ReviewUnavoidable,
    ApproveInPrinciple,
    AnswerUnion,
    AnswerEmployee,
    CompleteConsultation,
    AttestReasons,
    Select,
    DeclareAtRisk,
    DecideDismissal,
    ReleaseNotice,
)


def decisions_waiting(matters: list[MatterSight]) -> list[list[Any]]:
    """Decision (a link to it), how many there are to take, and the change: those whose every condition holds for this seat now."""
    rows = []
    for matter in matters:
        for kind in DECISIONS:
            standing = standing_of(matter, STEPS[kind.kind.name])
            if standing.is_open:
                link = {"text": standing.step.title, "href": reverse("steps:begin", args=[matter.code, standing.step.slug])}
                rows.append([link, str(len(standing.openings)), proposal(matter.dossier).body.title])
    return rows
