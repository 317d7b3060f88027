from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "evenhand_web.ledger"

    def ready(self) -> None:
        from evenhand.procedure import everything  # noqa: F401  declares every act, gate and duty
        from evenhand_web.ledger import durability

        durability.watch_connections()
