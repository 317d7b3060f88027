"""How one person signs in, and the rows that stand about it. None of them is an act: accounts go, and the acts stay."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class Accounts(BaseUserManager["Account"]):
    """Makes accounts, and finds them by sign-in name whatever its capitals."""

    def create_user(self, sign_in_name: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(sign_in_name=sign_in_name.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(sign_in_name=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """How a person signs in. `person` is the opaque id by which acts name her; `name` is what pages call her."""

    sign_in_name = models.CharField(max_length=254, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    person = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField(default=True)
    times_signed_out_everywhere = models.PositiveIntegerField(default=0)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS = ["name", "person"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Ends every session when the password changes, as Django does, and when somebody is signed out everywhere."""
        bound = f"{self.password}:{self.times_signed_out_everywhere}"
        return salted_hmac("evenhand_web.accounts.session", bound, secret=secret, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """A code that lets one person set a password, once: for a new account, or to get back into the one she has. Only the code's digest is kept."""

    person = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    sign_in_name = models.CharField(max_length=254)
    code_digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class FailedSignIn(models.Model):
    """A password or second factor that was wrong, or refused because too many were. What was typed is not kept: people type passwords into names."""

    class What(models.TextChoices):
        PASSWORD = "password", "Password"
        SECOND_FACTOR = "second factor", "Second factor"
        CODE = "invitation", "Code in an invitation"

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE)  # None: the name is no account's
    what = models.CharField(max_length=20, choices=What.choices)
    address = models.CharField(max_length=45)
    at = models.DateTimeField(db_index=True)


class Typed(models.Model):
    """What somebody had typed into a page when her session had ended. Sealed with a key that her browser holds half of."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE)
    token_digest = models.CharField(max_length=64)
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "token_digest", "path"], name="one_typed_text_a_page")]
