"""The name under which hidden regions written for version 0.1 import `autograder.judge.statistics`.

Kept for one version, like `autograder.exam`.
"""

from autograder.judge.statistics import softmax

__all__ = ["softmax"]
