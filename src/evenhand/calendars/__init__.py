"""Which days count and how they are counted: bank holidays, school terms, deadlines, clear days, notice, months."""
