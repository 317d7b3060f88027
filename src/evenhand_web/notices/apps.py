from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "evenhand_web.notices"
