"""The grading engine: many submissions at a time, on this machine or on a cluster.

- desk.py: the driver makes a job of a submission, by value.
- task.py: a worker does a job, in folders of its own; workshop.py: what it keeps for the next.
- cluster.py: where the workers are; flow.py: jobs go out, results come in.
- run.py: a run is a folder; whatever is killed, the same command finishes what it left.
- gradebook.py: what a job needs of the gradebook, and how its result is recorded.
- convert.py: nbgrader's converters, on either side; files.py: folders by value.
"""
