"""Notices: what others did in the matters of this seat since it last looked at each."""
