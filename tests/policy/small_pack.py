"""A pack with nothing wrong with it. A test says only what it changes."""

import pytest

from evenhand.policy.faults import PackRefused
from evenhand.policy.pack import parse_pack

PACK = """\
id: "small"
title: "A small policy"
adopted_by: "the board"
adopted_on: 2026-01-05
in_force_from: 2026-02-01
review_due_on: 2027-02-01
source: "made up"
tracks:
  headcount-cut:
    - {stage: proposing}
    - {stage: consulting, after: [proposing]}
    - {stage: avoiding, after: [proposing]}
    - {stage: leaving, after: [consulting, avoiding]}
settings:
  meeting_attempts: {value: 2, unit: "attempts", favours: more, stage: consulting, clause: "4.2"}
  process: {value: "interview", unit: "choice", favours: person, stage: leaving, clause: "Ruling R-1", note: "as a rule"}
powers:
  approve_in_principle: {offices: [headteacher, trustee], clause: "4.2"}
  reply_to_representations: {offices: [headteacher], clause: "4.2"}
  seal_criteria: {offices: [headteacher], clause: "4.2"}
  dismiss: {offices: [chief_executive], clause: "Ruling R-1"}
  depart_from_policy: {offices: [trustee], clause: "4.2"}
clauses:
  "4.10": {gist: "Everyone is told", kind: duty, rules: [everyone-told]}
  "4.2": {gist: "Everyone is met", kind: gate, rules: [everyone-told, everyone-met]}
  "5": {gist: "Care is taken", kind: rule, left_to_a_person: "care is judged"}
criteria:
  - id: "work"
    name: "Work"
    clause: "4.2"
    weight: 1
    lowest: 0
    highest: 3
    bands:
      - {from: 2, to: 3, up_to_percent: 5, descriptor: "good"}
      - {from: 0, to: 1, over_percent: 5, descriptor: "fair"}
tie_break: {process: "interview", against: "the essentials", clause: "4.2"}
rulings:
  - id: "R-1"
    clauses: ["4.2"]
    question: "Who?"
    answer: "The chief executive."
    decided_by: "the board"
    decided_on: 2026-01-05
    because: "the text is silent"
    rules: [everyone-met, met-before-decision]
"""
RULES = ("everyone-told", "everyone-met", "met-before-decision")
STAGES = ("proposing", "consulting", "avoiding", "leaving")
OFFICES = ("headteacher", "trustee", "chief_executive")


def changed(*swaps: tuple[str, str]) -> str:
    text = PACK
    for old, new in swaps:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def problems(*swaps: tuple[str, str], **register):
    with pytest.raises(PackRefused) as refused:
        parse_pack(changed(*swaps), "small.yaml", **register)
    return list(refused.value.problems)


def taken(*swaps: tuple[str, str], **register):
    return parse_pack(changed(*swaps), "small.yaml", **register)
