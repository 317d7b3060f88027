"""The mirror: every fact of the last import, as rows that compare byte for byte. And, for a day, what was sent in and is not imported yet."""

from django.conf import settings
from django.db import models


class MirrorRow(models.Model):
    """One entry of one table of the workforce, in canonical bytes, and their digest."""

    pk = models.CompositePrimaryKey("table", "key")
    table = models.CharField(max_length=40)
    key = models.TextField()
    value = models.BinaryField()
    digest = models.CharField(max_length=64)


class Received(models.Model):
    """A workbook or exports that somebody sent in, for that account alone. `came_of_it` says what its import did; then its files are gone."""

    id = models.CharField(primary_key=True, max_length=32)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    received_on = models.DateField()
    received_at = models.DateTimeField(db_index=True)
    came_of_it = models.JSONField(null=True)


class ReceivedFile(models.Model):
    """One of its files, sealed for whoever sent it."""

    received = models.ForeignKey(Received, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
