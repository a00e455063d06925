"""What the notebooks import: corpora, pictures and budgets.

Only what costs no time is loaded here. `lesson.corpora` and `lesson.plots` are imported
by the notebooks that use them, so that a kernel without a plot starts fast.
"""

from lesson.budgets import budget, grading
from lesson.quiet import hide_progress, quiet_start
from lesson.text import normalise

__all__ = ["budget", "grading", "normalise", "quiet_start"]

if grading():
    hide_progress()
