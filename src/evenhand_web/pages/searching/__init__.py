"""Search: people, changes and clauses, within what the seat may see."""
