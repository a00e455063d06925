"""Start processes until no more can be started.

Only 200 of them, so that a machine without limits survives; more than the limit allows.

control: excess
"""
# %% double
import os
import signal
import time

children = []
for _ in range(200):
    child = os.fork()
    if child == 0:
        time.sleep(20)
        os._exit(0)
    children.append(child)
print("REA" + "CHED")
for child in children:
    os.kill(child, signal.SIGKILL)
