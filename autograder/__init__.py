"""Judges of notebooks that generate text: probes ask beside the student's code, checks outside."""
