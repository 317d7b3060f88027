"""What a proposal would mean, worked out before anybody has done anything: whom it affects, what is owed to whom by when, what it costs."""
