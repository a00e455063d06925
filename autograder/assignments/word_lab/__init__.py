"""Checks of the word-level lab."""
