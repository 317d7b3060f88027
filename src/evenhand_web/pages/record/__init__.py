"""The record of a change: who did what, and a receipt for each step."""
