"""The written statement of how a redundancy payment was worked out. ERA 1996 s.165."""

from evenhand.documents.letter import Heading, Letter, Paragraph
from evenhand.documents.phrases import bullets, in_brief, key_facts, talk_to_someone
from evenhand.documents.redundancy_pay import payment_of, sum_of, working
from evenhand.documents.source import Source, job_of, worded
from evenhand.procedure.change.paying import StatePayment


@worded
def payment_statement(source: Source[StatePayment]) -> Letter:
    """The statement. Every figure in it is the act's; where there is no right to a payment, it says why."""
    payment, contact = payment_of(source), source.contact
    if payment["eligible"]:
        opening = f"Your statutory redundancy payment is {sum_of(payment)}. This is the written statement of how it was worked out (ERA 1996 s.165)."
    else:
        opening = "On the facts on record there is no right to a statutory redundancy payment. This says why."
    blocks = [
        Paragraph(opening),
        key_facts(
            ("Your job", job_of(source.employment)), ("Redundancy payment", sum_of(payment)), ("Who to ring or write to", in_brief(source.people.contact))
        ),
        *working(payment, "Redundancy payment", 2),
        Heading("What you can do"),
        *bullets(
            f"Check each fact. If one is wrong, tell {contact}. A wrong day or a wrong week's pay changes the sum.",
            f"{source.trust} must give you this statement no later than the payment." if payment["eligible"] else None,
            "If you do not agree, or are not paid, an employment tribunal can decide (ERA 1996 ss.163, 164). It has a time limit: ask your union or Acas.",
        ),
        *talk_to_someone(source),
    ]
    return source.letter("How your redundancy payment was worked out", blocks)
