"""Probes of any notebook."""
