from django.urls import path

from evenhand_web.demonstration import views

app_name = "demonstration"
urlpatterns = [
    path("", views.start_page, name="start"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("start-again/", views.begin_again, name="start-again"),
]
