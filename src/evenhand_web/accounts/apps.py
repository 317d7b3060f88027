from django.apps import AppConfig


class Accounts(AppConfig):
    name = "evenhand_web.accounts"
    label = "accounts"
