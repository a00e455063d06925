"""Kill the kernel.

control: unscored
"""
# %% double
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
