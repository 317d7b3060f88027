"""For what the steps of selection can be taken now."""

from collections.abc import Iterator

from evenhand.procedure.change.meeting import Meeting, attempts_asked, has_met
from evenhand.procedure.change.opening.people import affected, at_risk, pools
from evenhand.procedure.change.pooling import FormPool, PlaceInPool, PublishCriteria, SealCriteria, compared, members, sealed_for
from evenhand.procedure.change.proposing import proposal
from evenhand.procedure.change.selecting import AttestReasons, DiscloseScores, RecordTieBreak, Score, Select, ordering
from evenhand.procedure.context import Context
from evenhand.procedure.fold import Dossier
from evenhand.procedure.openings import Opening, openings


@openings(FormPool)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    formed = {(one.body.establishment, one.body.job) for one in dossier.every(FormPool)}
    for line in proposal(dossier).body.lines:
        if line.posts_proposed < line.posts_now and (line.establishment, line.job) not in formed:
            yield Opening(f"{line.job} at {line.establishment}", fields={"establishment": line.establishment, "job": line.job})


@openings(PlaceInPool)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    placed = {one.about for one in dossier.every(PlaceInPool)}
    for formed in dossier.every(FormPool):
        if sealed_for(dossier, formed.body.pool) is None:
            for code in dict.fromkeys(one.about for one in compared(dossier, formed.body.establishment, formed.body.job)):
                if code not in placed:
                    yield Opening(about=code, fields={"pool": formed.body.pool})


@openings(PublishCriteria)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    published = {one.body.pool for one in dossier.every(PublishCriteria)}
    yield from (Opening(pool, fields={"pool": pool}) for pool in pools(dossier) if pool not in published)


@openings(SealCriteria)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    latest = {one.body.pool: one for one in dossier.every(PublishCriteria)}
    yield from (Opening(pool, fields={"publication": one.position}) for pool, one in latest.items() if sealed_for(dossier, pool) is None)


@openings(Meeting)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    attempts = attempts_asked(context)
    disclosed = [one.about for one in dossier.every(DiscloseScores) if one.about]
    for purpose, people in (("first", affected(dossier)), ("second", disclosed), ("redeployment", at_risk(dossier)), ("decision", at_risk(dossier))):
        for code in dict.fromkeys(people):
            if not has_met(dossier, code, purpose, attempts):
                yield Opening(purpose, about=code, fields={"purpose": purpose})


@openings(Score)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    given = {(one.about, one.body.criterion) for one in dossier.every(Score)}
    for pool in pools(dossier):
        seal = sealed_for(dossier, pool)
        for code in members(dossier, pool) if seal and context.pack else ():
            for criterion in context.pack.criteria if context.pack else ():
                if seal and (code, criterion.id) not in given:
                    yield Opening(criterion.name, about=code, fields={"seal": seal.position, "criterion": criterion.id})


@openings(DiscloseScores)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    sent = {one.about for one in dossier.every(DiscloseScores)}
    for pool in pools(dossier):
        if sealed_for(dossier, pool):
            yield from (Opening(about=code, fields={"pool": pool}) for code in members(dossier, pool) if code not in sent)


@openings(RecordTieBreak)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    for pool in pools(dossier):
        yield from (Opening(about=code, fields={"pool": pool}) for code in sorted(ordering(dossier, pool, context).tied) if dossier.every(Score))


@openings(AttestReasons)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    stated = {one.body.pool for one in dossier.every(AttestReasons)}
    yield from (Opening(pool, fields={"pool": pool}) for pool in pools(dossier) if pool not in stated)


@openings(Select)
def _(dossier: Dossier, context: Context) -> Iterator[Opening]:
    done = {one.about for one in dossier.every(Select)}
    for pool in pools(dossier):
        order = ordering(dossier, pool, context)
        for code in members(dossier, pool):
            if code not in done:
                yield Opening(about=code, fields={"pool": pool, "selected": code in order.selected})
