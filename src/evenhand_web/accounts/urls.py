"""The addresses of sign-in: those of allauth's that are used here, by the names that it knows them by, and ours. Signing oneself up is none of them."""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as paper
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import URLPattern, URLResolver, include, path

from evenhand_web.accounts import administering, views

OF_ALLAUTH = [
    path("sign-in/", allauth_account.login, name="account_login"),
    path("sign-out/", allauth_account.logout, name="account_logout"),
    path("again/", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("password/", allauth_account.password_change, name="account_change_password"),
    path("2fa/", views.how_you_sign_in, name="mfa_index"),
    path("2fa/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/app/", app.activate_totp, name="mfa_activate_totp"),
    path("2fa/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/paper/", paper.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/paper/new/", paper.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/passkeys/new/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
]
OURS = [
    path("code/", views.enter_code, name="enter-code"),
    path("code/password/", views.choose_password, name="choose-password"),
    path("sign-out-everywhere/", views.sign_out_everywhere, name="sign-out-everywhere"),
    path("people/", administering.people, name="people"),
    path("people/invite/", administering.new_invitation, name="invite"),
    path("people/invited/<int:pk>/", administering.invited, name="invited"),
    path("people/invited/<int:pk>/withdraw/", administering.withdraw, name="withdraw"),
    path("people/<int:pk>/", administering.account, name="account"),
    path("failed-sign-ins/", administering.failures, name="failures"),
]
urlpatterns: list[URLPattern | URLResolver] = [*OF_ALLAUTH, path("", include((OURS, "accounts")))]
