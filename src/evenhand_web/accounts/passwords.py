"""What a password must be: long enough, and not one that is tried first. No rule says which characters (OWASP ASVS 5.0, 6.2)."""

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

LEAST_CHARACTERS = 12
HINT = f"At least {LEAST_CHARACTERS} characters. Three words that do not belong together are easy to remember and hard to guess. You can paste it."
OF_THIS_SITE = ("evenhand",)
_FILLING = "0123456789 !?.,-_*#@$"


class LongEnough:
    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < LEAST_CHARACTERS:
            raise ValidationError(f"The password must have {LEAST_CHARACTERS} characters or more. This one has {len(password)}.")


class NotACommonOne(CommonPasswordValidator):
    """Not one of Django's 20,000 that were in use, nor our own name: by itself, said twice, or filled up with figures and stops."""

    def validate(self, password: str, user: Any = None) -> None:
        word = password.lower().strip(_FILLING)
        half = word[: len(word) // 2]
        once = half if half + half == word else word
        if {password.lower().strip(), word, once} & {*self.passwords, *OF_THIS_SITE}:
            raise ValidationError("Many people use this password, or one built in the same way, so it is tried first. Choose another.")


class NotLikeHerName(UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("sign_in_name", "email", "name"))

    def get_error_message(self) -> str:
        return "The password is too much like your name or sign-in name. Choose another."
