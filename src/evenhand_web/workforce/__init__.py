"""The mirror of the trust's staff and posts, as they were last imported."""
