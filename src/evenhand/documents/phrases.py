"""Sentences that several letters share."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from evenhand.calendars.words import day_in_words
from evenhand.documents.letter import Block, Bullets, Contact, Heading, KeyFacts, Paragraph, apart
from evenhand.documents.source import Source, in_policy
from evenhand.law.answers import in_pounds
from evenhand.procedure.trust.governing import unions_for

NOT_RECORDED = "Not recorded."
TRY_ANOTHER_JOB = "You can try a different job before you decide on it, for the trial period that the law sets (ERA 1996 s.138)."
TELL_HR = "Tell HR if you are pregnant, or are on or back from maternity, adoption, shared parental or neonatal care leave."
ACAS = "You can ring Acas on 0300 123 1100. Its advice is free, and it does not work for the trust."


def written(text: str) -> Paragraph:
    """What somebody wrote, or that nobody did: an empty line would tell nothing."""
    return Paragraph(text if text.strip() else NOT_RECORDED)


def pounds(amount: Any) -> str:
    """A recorded sum, such as '4537.50', as people write it: £4,537.50."""
    return in_pounds(Decimal(amount))


def joined(names: Iterable[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    *others, last = [apart(name) for name in names] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def reach(contact: Contact) -> str:
    """How to reach somebody, to stand after 'ring' or 'write to'."""
    name = f"{apart(contact.name)}, {apart(contact.role)}" if contact.role else apart(contact.name)
    hours = f", {contact.hours}" if contact.hours else ""
    if not contact.telephone:
        return f"Write to {name}: {contact.email}{hours}."
    also = f" Or write to {contact.email}." if contact.email else ""
    return f"Ring {name}: {contact.telephone}{hours}.{also}"


def in_brief(contact: Contact) -> str:
    """The name, and the number or the address, for where a reader looks first."""
    return f"{apart(contact.name)}, {contact.telephone or contact.email}"


def reply_time(source: Source[Any]) -> str:
    """Within what time a point is answered, if the pinned policy sets one."""
    pack, name = source.context.pack, "representation_reply_working_days"
    if pack is None or name not in pack.contents.settings:
        return ""
    days = pack.setting(name)
    return f" within {days} working day{'' if days == 1 else 's'} of getting it{in_policy(pack.contents.settings[name].clause)}"


def key_facts(*facts: tuple[str, str]) -> KeyFacts:
    """The facts, those with nothing to say left out."""
    return KeyFacts(tuple((label, value) for label, value in facts if value))


def bullets(*items: str | None) -> tuple[Block, ...]:
    """A list of those items that are there; nothing if none is."""
    found = tuple(item for item in items if item)
    return (Bullets(found),) if found else ()


def talk_to_someone(source: Source[Any]) -> list[Block]:
    """Whom an employee can ring: the person named, the unions for the job, Acas."""
    contact = source.people.contact
    unions = sorted(unions_for(source.context.bearing, {str(source.employment.staff_group)}))
    told: list[Block] = [Heading("Talk to someone"), Paragraph(reach(contact))]
    told.append(Paragraph(f"Whatever you can do online, {apart(contact.name)} can do with you by phone or on paper. It counts the same."))
    if unions:
        speak = "speaks" if len(unions) == 1 else "speak"
        not_a_record = "Talking to a union does not record whether you are in one."
        told.append(Paragraph(f"{joined(unions)} {speak} for staff in jobs like yours. {not_a_record}"))
    return [*told, Paragraph(ACAS)]


def first_dismissal(source: Source[Any]) -> str:
    """The day before which the proposal lets no dismissal take effect."""
    return day_in_words(source.case.first_dismissal_on)
