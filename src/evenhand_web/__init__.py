"""Evenhand's site: people at work on the rules, over one ledger."""
