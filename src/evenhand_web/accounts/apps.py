from django.apps import AppConfig


class Accounts(AppConfig):
    name = "evenhand_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from evenhand_web.accounts import failures, sessions  # noqa: F401  they listen for sign-ins
