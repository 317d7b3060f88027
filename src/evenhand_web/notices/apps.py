from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "evenhand_web.notices"

    def ready(self) -> None:
        from evenhand_web.notices import outbox  # noqa: F401  hears of each batch that is appended
