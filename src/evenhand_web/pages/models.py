"""What pages keep beside the ledger: steps not yet taken, private to whoever writes them; and when somebody last looked at a matter."""

from django.db import models


class StepDraft(models.Model):
    """A step being made: what is typed stays here until it is recorded or thrown away. Only its author sees it.

    `command_id` is minted with it, so that pressing twice records once; `shown` is what the check page showed;
    `recorded_from` the first position once recorded.
    """

    id = models.CharField(primary_key=True, max_length=32)
    author = models.CharField(max_length=64)
    seat = models.CharField(max_length=120)
    matter = models.TextField()
    kind = models.CharField(max_length=64)
    openings = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    happened_on = models.DateField(null=True)
    evidence = models.JSONField(default=list)
    command_id = models.CharField(max_length=32, unique=True)
    shown = models.JSONField(null=True)
    recorded_from = models.BigIntegerField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["author", "seat"], name="drafts_of_a_seat")]


class LastVisit(models.Model):
    """How many acts the ledger held when this seat last looked at the matter."""

    person = models.CharField(max_length=64)
    seat = models.CharField(max_length=120)
    matter = models.TextField()
    size = models.BigIntegerField()
    visited_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "seat", "matter"], name="one_last_visit_of_a_seat_to_a_matter")]


class CalendarFeed(models.Model):
    """A private address at which a calendar program reads the days of one seat. Only a digest of it is kept."""

    digest = models.CharField(primary_key=True, max_length=64)
    person = models.CharField(max_length=64)
    seat = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "seat"], name="one_calendar_address_of_a_seat")]
