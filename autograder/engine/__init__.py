"""The grading engine: many submissions at a time, on this machine or on a cluster.

- driver.py: from submitted/ to the gradebook and the feedback pages.
- jobs.py: the driver makes a job of a submission, by value (job.py); it alone knows the key.
- workers.py: who works: cluster.py's workers, or single.py's one process for one submission.
- dispatch.py: jobs go out, results come in.
- worker.py: a worker prepares a submission and, once its seeds are known, grades it, with
  nbgrader's converters (convert.py); what it keeps for the next one is runner.py's.
- run.py: a run is a folder; whatever is killed, the same command finishes what it left.
"""
