"""Settings, the only clock, and how the site's commands start."""
