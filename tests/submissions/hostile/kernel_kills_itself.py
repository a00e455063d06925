"""Kill the kernel.

control: batch
"""
# %% double
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
