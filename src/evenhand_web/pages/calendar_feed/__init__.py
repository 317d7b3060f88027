"""A calendar that follows the days of a seat: a private address, and events that name nobody."""
