from django.apps import AppConfig


class Demonstration(AppConfig):
    name = "evenhand_web.demonstration"
    label = "demonstration"
