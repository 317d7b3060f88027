"""The mirror: every fact of the last import, as rows that compare byte for byte."""

from django.db import models


class MirrorRow(models.Model):
    """One entry of one table of the workforce, in canonical bytes, and their digest."""

    pk = models.CompositePrimaryKey("table", "key")
    table = models.CharField(max_length=40)
    key = models.TextField()
    value = models.BinaryField()
    digest = models.CharField(max_length=64)
