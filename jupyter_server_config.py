"""Jupyter reads it where it is started: our pages beside formgrader, /autograder/questions."""

c = get_config()  # noqa: F821 - the configuration loader defines it
c.ServerApp.jpserver_extensions = {"autograder.server": True}
