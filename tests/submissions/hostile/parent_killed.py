"""Kill the parent process.

control: batch
"""
# %% double
import os
import signal

os.kill(os.getppid(), signal.SIGKILL)
