"""The course's content: the checks of each assignment, and its probes/ beside them.

Nothing of the kit imports this package: hidden regions do, by name, through `c.Course.judges`.
A check asks its questions through a `Student`, compares the answers with theory, and returns a
`Finding`. It sees numbers and strings, never a student's object.
"""
