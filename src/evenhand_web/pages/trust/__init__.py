"""The trust: headcounts, offices, unions."""
