"""Sign-in: accounts, passwords, second factors, invitations, sessions. What an account may do is an office, which is an act, never a row here."""
