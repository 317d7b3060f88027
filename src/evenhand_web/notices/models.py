"""The outbox: a row for each letter, addressee and channel, written with the act that releases the letter. Never what the letter says, only which act it is."""

from django.db import models


class State(models.TextChoices):
    """What became of it. None of these serves a letter: that is an act."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Did not get there"
    READ = "read", "The record says that the letter arrived"
    WITHDRAWN = "withdrawn", "Not sent: the letter was withdrawn first"


class Outgoing(models.Model):
    """A message to one person (by her code in the matter) or one union that a letter is there to be read. `position` is the act that is the letter."""

    position = models.BigIntegerField()
    matter = models.TextField()
    code = models.TextField(default="")
    union = models.TextField(default="")
    channel = models.CharField(max_length=20, default="e-mail")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    why = models.TextField(default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    arrived_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "code", "union", "channel"], name="one_message_for_each_addressee"),
            models.CheckConstraint(condition=models.Q(code="") ^ models.Q(union=""), name="a_person_or_a_union"),
        ]
        indexes = [
            models.Index(fields=["matter", "code"], name="outgoing_to_a_person"),
            models.Index(fields=["next_try_at"], condition=models.Q(state__in=["queued", "sending"]), name="outgoing_not_done"),
        ]
