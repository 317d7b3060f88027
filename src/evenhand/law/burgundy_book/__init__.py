"""The Burgundy Book, a collective agreement on teachers' conditions: terms of a contract that has them, never statute."""
