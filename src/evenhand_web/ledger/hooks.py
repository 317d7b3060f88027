"""What other parts of the site may do when the ledger grows, without the ledger knowing of them. Whatever a receiver raises undoes the batch with it."""

from django.dispatch import Signal

appended = Signal()
"""Sent in the transaction that appended a batch: `judged`, its acts as they were judged; `known`, the folds with the batch in them."""

restored = Signal()
"""Sent when a backup was put in place, before anything else is recorded."""
