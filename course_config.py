"""The course in one place. Plain nbgrader configuration; what is ours stands under c.Course.

nbgrader reads it by way of nbgrader_config.py, and so do `nbgrader` commands and formgrader.
"""

c = get_config()  # noqa: F821 - the configuration loader defines it

# --- the course ------------------------------------------------------------------------------
c.CourseDirectory.course_id = "generative-networks"
c.Course.language = "pt_BR"  # of all that people read; "en" is the other one, and the source's

# --- release ---------------------------------------------------------------------------------
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError()",
}
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "autograder.plugins.Translate",  # before cells are locked, cleared, checksummed and saved
    "nbgrader.preprocessors.LockCells",
    "autograder.plugins.LocalStubs",  # stubs in the course's language
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# --- grading ---------------------------------------------------------------------------------
c.Course.sandbox = "bubblewrap"  # where students' code runs; "none" gives it your own rights
c.Limits.memory = 4 * 1024**3  # bytes, of all processes of a submission and the files they write
c.Limits.processes = 512  # and threads
c.Limits.open_files = 1024  # of each process
c.Limits.file_size = 256 * 1024**2  # bytes
c.Limits.disk = 512 * 1024**2  # bytes
c.Limits.files = 20_000
c.Limits.output = 8 * 1024**2  # bytes, of all cells
c.Limits.cell_seconds = 60  # of computing: counts against the student
c.Limits.notebook_seconds = 600
c.Limits.cell_wall = 300  # by the clock: not the student's fault, so the submission is not graded
c.Limits.notebook_wall = 1800
c.Autograde.exporter_class = "autograder.plugins.links.PlainNotebooks"  # opens no pipe
c.Autograde.sanitize_preprocessors = [
    "autograder.plugins.RefuseLinks",  # a link could show another file than was handed in
    "nbgrader.preprocessors.ClearOutput",
    "autograder.plugins.RepairCells",  # every known cell once, with the gradebook's metadata
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
]
c.Autograde.autograde_preprocessors = [
    "autograder.plugins.SealedExecute",  # hidden tests run in the grader, not in the kernel
    "autograder.plugins.CleanOutputs",  # outputs that can only be shown, of the right types
    "nbgrader.preprocessors.LimitOutput",
    "autograder.plugins.SaveReports",  # points come from reports, not from outputs
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.SealedExecute.skip_cells_with_tag = ""  # a student's tag must not skip a test

# --- feedback --------------------------------------------------------------------------------
c.GenerateFeedback.exporter_class = "autograder.plugins.FeedbackPage"  # the course's language
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.plugins.StripHiddenTests",  # students read reports and hints, not the tests
    "autograder.plugins.ShowNotes",  # last: what was repaired or left out of the submission
]

# --- pages: the feedback and formgrader ------------------------------------------------------
# A submission's HTML, JavaScript and TeX must not act in a reader's browser. nbgrader's templates
# do not sanitise; these settings of nbconvert's do it for both pages.
c.HTMLExporter.preprocessors = ["autograder.plugins.SafePage"]
c.HTMLExporter.filters = {
    "markdown2html": "autograder.plugins.pages.markdown2html",
    "highlight_code": "autograder.plugins.pages.highlight_code",
}
c.CSSHTMLHeaderPreprocessor.enabled = False  # SafePage writes the page's style sheet, and more
