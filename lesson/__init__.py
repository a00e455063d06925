"""What the notebooks import: corpora, pictures and budgets.

Only what costs no time is loaded here. `lesson.corpora` and `lesson.plots` are imported
by the notebooks that use them, so that a kernel without a plot starts fast.
"""

from lesson.budgets import budget, grading, validating
from lesson.quiet import hide_progress, quiet_start
from lesson.text import normalise
from lesson.validation import shorten_errors, use_one_thread

__all__ = ["budget", "grading", "normalise", "quiet_start"]

if grading():
    hide_progress()
if validating():
    use_one_thread()
    shorten_errors()
