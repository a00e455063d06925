"""The kit's steps in nbgrader's own pipelines; course_config.py puts them in their places."""

from autograder.plugins.clean import CleanOutputs
from autograder.plugins.execute import SealedExecute
from autograder.plugins.feedback import StripHiddenTests
from autograder.plugins.links import RefuseLinks
from autograder.plugins.notes import ShowNotes
from autograder.plugins.pages import SafePage
from autograder.plugins.repair import RepairCells
from autograder.plugins.save import SaveReports
from autograder.plugins.translate import LocalStubs, Translate
from autograder.plugins.wording import FeedbackPage

__all__ = [
    "CleanOutputs",
    "FeedbackPage",
    "LocalStubs",
    "RefuseLinks",
    "RepairCells",
    "SafePage",
    "SaveReports",
    "SealedExecute",
    "ShowNotes",
    "StripHiddenTests",
    "Translate",
]
