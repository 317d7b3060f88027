"""A change: its page, its tabs, its record."""
