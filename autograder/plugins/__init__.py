"""The kit's steps in nbgrader's own pipelines; course_config.py puts them in their places."""

from autograder.plugins.execute import SealedExecute
from autograder.plugins.feedback import StripHiddenTests
from autograder.plugins.repair import RepairCells
from autograder.plugins.save import SaveReports

__all__ = ["RepairCells", "SaveReports", "SealedExecute", "StripHiddenTests"]
