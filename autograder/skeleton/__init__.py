"""The skeleton of a new assignment: small files that grade at once, in each language of a course.

The folder of each language holds the same files, templates for `string.Template`.
"""
