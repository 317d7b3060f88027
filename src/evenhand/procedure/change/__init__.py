"""A change: a proposal, from idea to the last day of whoever leaves. A module a stage, in procedural order."""
