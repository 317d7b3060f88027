from django.apps import AppConfig


class Accounts(AppConfig):
    name = "evenhand_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from evenhand_web.accounts import sessions  # noqa: F401  it listens for sign-ins
