"""Changing seat: one account, several capacities, never two on a page."""
