"""The first page of each seat."""
