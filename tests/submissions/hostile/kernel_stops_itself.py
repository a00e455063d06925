"""Stop the kernel, as Ctrl-Z does: it uses no time and never answers.

The clock ends it, and the submission is not graded.

status: not graded
control: none, stock nbgrader waits for ever for the kernel to answer
"""
# %% double
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
