"""Serving: what is to be sent to whom because of an act, by which channel, and what became of it."""
