"""The outbox: one row for each service to be made."""
