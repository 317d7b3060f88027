"""An account: how one person signs in. Acts name the person; the account may go, and the acts stay."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


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

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS = ["name", "person"]

    def __str__(self) -> str:
        return self.name
