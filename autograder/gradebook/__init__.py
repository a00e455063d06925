"""Every query to nbgrader's gradebook."""
