"""Checks that several assignments share; probes/ holds their questions."""
