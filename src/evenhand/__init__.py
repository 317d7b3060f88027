"""Evenhand: organisational change and redundancy in school trusts, in the open. Pure: no clock, no network, no Django."""

__version__ = "0.1.0"
