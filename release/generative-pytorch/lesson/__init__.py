"""What the notebooks import: corpora, pictures and budgets.

Only the budgets are loaded here. `lesson.corpora` and `lesson.plots` are imported by the
notebooks that use them, so that a kernel without a plot starts fast.
"""

from lesson.budgets import budget, grading

__all__ = ["budget", "grading"]
