"""Compute in children whose time is nobody's, since nobody waits for them.

control: excess
"""
# %% double
import os
import signal
import time

signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(10):
    ours, theirs = os.pipe()
    if os.fork() == 0:
        while time.process_time() < 0.6:
            pass
        os.write(theirs, b"!")
        os._exit(0)
    os.close(theirs)
    os.read(ours, 1)
    os.close(ours)
print("REA" + "CHED")
