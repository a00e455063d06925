load_subconfig("course_config.py")  # noqa: F821 - nbgrader looks for this file's name
