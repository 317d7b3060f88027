"""The ledger: performing, reading, signing, receipts, erasing, backing up and restoring."""
