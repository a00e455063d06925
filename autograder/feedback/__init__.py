"""A graded notebook becomes a page for its student."""
