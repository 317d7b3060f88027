from django.apps import AppConfig


class Pages(AppConfig):
    name = "evenhand_web.pages"
    label = "pages"
