"""Disputes: so far an undertaking given and ended, which every matter reads."""
