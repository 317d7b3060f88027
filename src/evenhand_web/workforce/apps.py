from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "evenhand_web.workforce"
    label = "workforce"
