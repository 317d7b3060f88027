"""Pages that need no sign-in: start, calculators, checking a receipt."""
