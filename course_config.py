"""The course's own settings, in plain nbgrader configuration; what is ours stands under c.Course.

nbgrader reads it by way of nbgrader_config.py, and so do `nbgrader` commands and formgrader.
"""

from autograder.steps import configure

c = get_config()  # noqa: F821 - the configuration loader defines it
configure(c)  # nbgrader's pipelines; whatever is set below takes precedence

# --- the course ------------------------------------------------------------------------------
c.CourseDirectory.course_id = "generative-networks"
c.Course.language = "pt_BR"  # of all that people read; "en" is the other one, and the source's
c.Course.release_url = ""  # where the ZIPs of release/ are on the web, for who opens in Colab
c.Course.judges = ["autograder.assignments"]  # packages of checks; yours may lie in this folder

# --- limits of a submission ------------------------------------------------------------------
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
