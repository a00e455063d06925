"""The grading engine: many submissions at a time, on this machine or on a cluster.

- driver.py: from submitted/ to the gradebook and the feedback pages.
- jobs.py: the driver makes a job of a submission, by value (job.py).
- cluster.py: where the workers are; dispatch.py: jobs go out, results come in.
- worker.py: a worker does a job, in a folder of its own; convert.py: with nbgrader's converters.
- run.py: a run is a folder; whatever is killed, the same command finishes what it left.
"""
