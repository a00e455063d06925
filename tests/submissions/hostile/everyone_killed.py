"""Kill every process that can be reached.

control: none, without a sandbox it would end every process of the machine
"""
# %% double
import os
import signal

if os.path.exists("/run/inside.py"):
    os.kill(-1, signal.SIGKILL)
