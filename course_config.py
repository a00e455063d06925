"""The course in one place. Plain nbgrader configuration; what is ours stands under c.Course.

nbgrader reads it by way of nbgrader_config.py, and so do `nbgrader` commands and formgrader.
"""

c = get_config()  # noqa: F821 - the configuration loader defines it

# --- the course ------------------------------------------------------------------------------
c.CourseDirectory.course_id = "generative-networks"
c.Course.language = "en"  # of embedded corpora; "pt_BR" is the other one

# --- release ---------------------------------------------------------------------------------
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError()",
}

# --- grading ---------------------------------------------------------------------------------
# The student's kernel is started by Jupyter; a sandbox is a kernel provisioner, named in the
# environment variable JUPYTER_DEFAULT_PROVISIONER_NAME or in the kernelspec.
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "autograder.plugins.RepairCells",  # every known cell once, with the gradebook's metadata
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.plugins.SealedExecute",  # hidden tests run in the grader, not in the kernel
    "nbgrader.preprocessors.LimitOutput",
    "autograder.plugins.SaveReports",  # points come from reports, not from outputs
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.SealedExecute.timeout = 120  # seconds for one cell
c.SealedExecute.skip_cells_with_tag = ""  # a student's tag must not skip a test
c.Course.question_timeout = 60  # seconds for one question of a hidden test

# --- feedback --------------------------------------------------------------------------------
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.plugins.StripHiddenTests",  # students read reports and hints, not the tests
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
