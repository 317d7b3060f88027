"""Proposing a change: the posts it touches, its case, its days and methods, and whom it affects, over several pages."""
