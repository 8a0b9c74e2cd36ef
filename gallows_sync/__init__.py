"""Gallows Sync: a film and its album on one clock."""

__version__ = "0.1.0"
