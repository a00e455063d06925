"""What the notebooks import: corpora, pictures and budgets.

Only budgets and the quiet start are loaded here. `lesson.corpora` and `lesson.plots` are imported
by the notebooks that use them, so that a kernel without a plot starts fast.
"""

from lesson.budgets import budget, grading
from lesson.quiet import quiet_start

__all__ = ["budget", "grading", "quiet_start"]
