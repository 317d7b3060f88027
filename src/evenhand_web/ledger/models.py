"""The ledger's tables. Acts and parts are what happened; index rows, grants and parties are for finding, and are made from them again at will.

Triggers (see the second migration) hold acts, parts, commands and readings as they are: a part can be erased, once, and nothing else can be changed.
"""

from django.db import models
from django.db.models import Q


class Head(models.Model):
    """The one row that whoever appends must lock: how many acts there are, the right edge of their tree, when the last was recorded."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ledger_id = models.CharField(max_length=32)
    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)
    last_recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="ledger_has_one_head"),
            models.CheckConstraint(condition=Q(size__gte=0), name="ledger_size_is_not_negative"),
        ]


class Command(models.Model):
    """What was asked, once: bound to who asked and to a digest of the request. Its first answer is the acts from `position` on."""

    id = models.TextField(primary_key=True)
    actor = models.TextField()
    request = models.CharField(max_length=64)
    position = models.BigIntegerField()
    acts = models.PositiveIntegerField()


class ActRow(models.Model):
    """One act: its place in the ledger, its number in its matter, and the leaf over its parts."""

    position = models.BigIntegerField(primary_key=True)
    matter = models.TextField()
    number = models.BigIntegerField()
    leaf = models.BinaryField(max_length=32)
    command = models.ForeignKey(Command, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="act_number_stands_once_in_its_matter"),
            models.CheckConstraint(condition=Q(position__gte=0), name="act_position_is_counted_from_nought"),
            models.CheckConstraint(condition=Q(number__gte=1), name="act_number_is_counted_from_one"),
        ]


class PartRow(models.Model):
    """One part of an act: bytes and salt, or, once erased, the day and by which act. Name, audience and person are for finding; the bytes say them too."""

    pk = models.CompositePrimaryKey("act_id", "place")
    act = models.ForeignKey(ActRow, on_delete=models.PROTECT, db_column="position", db_index=False, related_name="parts")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    about = models.TextField(null=True)
    commitment = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=32, null=True)
    content = models.BinaryField(null=True)
    erased_on = models.DateField(null=True)
    erased_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=False, salt__isnull=False, erased_on__isnull=True, erased_by__isnull=True)
                | Q(content__isnull=True, salt__isnull=True, erased_on__isnull=False, erased_by__isnull=False),
                name="part_is_whole_or_erased",
            )
        ]
        indexes = [models.Index(fields=["erased_by"], condition=Q(erased_by__isnull=False), name="part_erased_by")]


class FileRow(models.Model):
    """A file by the commitment to its bytes, which evidence names; bytes and salt go when it is erased."""

    commitment = models.CharField(primary_key=True, max_length=64)
    salt = models.BinaryField(max_length=32, null=True)
    content = models.BinaryField(null=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content__isnull=False, salt__isnull=False, erased_on__isnull=True)
                | Q(content__isnull=True, salt__isnull=True, erased_on__isnull=False),
                name="file_is_whole_or_erased",
            )
        ]


class IndexRow(models.Model):
    """Where to find an act: by matter, kind, person and day, and whether other matters read it. Made from the ledger again at will."""

    position = models.BigIntegerField(primary_key=True)
    matter = models.TextField()
    kind = models.CharField(max_length=64)
    about = models.TextField(null=True)
    happened_on = models.DateField()
    bears = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["matter", "kind", "happened_on"], name="acts_by_kind_and_day"),
            models.Index(fields=["about"], condition=Q(about__isnull=False), name="acts_by_person"),
            models.Index(fields=["position"], condition=Q(bears=True), name="acts_that_bear"),
        ]


class Grant(models.Model):
    """A part is open to a named audience. `ledger.grants` says which names there are; made from the ledger again at will."""

    pk = models.CompositePrimaryKey("position", "place", "name")
    position = models.BigIntegerField()
    place = models.PositiveSmallIntegerField()
    name = models.TextField()


class Party(models.Model):
    """Who may know of a matter, by name: an office, or, once it is announced, a union or a person whom it concerns, with her code there."""

    pk = models.CompositePrimaryKey("matter", "name")
    matter = models.TextField()
    name = models.TextField()
    code = models.TextField(null=True)

    class Meta:
        indexes = [models.Index(fields=["name"], name="matters_of_a_party")]


class Reading(models.Model):
    """Somebody read sensitive facts about another: who, in what office, when, about whom, which parts of which acts, and why."""

    read_at = models.DateTimeField()
    read_on = models.DateField(db_index=True)
    person = models.TextField()
    office = models.CharField(max_length=30)
    union = models.TextField(null=True)
    matter = models.TextField()
    about = models.TextField(null=True)
    parts = models.JSONField()
    because = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["matter", "about"], name="readings_about_a_person")]
