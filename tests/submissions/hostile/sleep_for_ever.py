"""Wait without computing, so that no limit of processor time is reached.

The wall clock ends it; since that may be the machine's fault, the submission is not graded, and
it gains nothing.

status: not graded
control: none, stock nbgrader interrupts it as well
"""
# %% double
import time

while True:
    try:
        time.sleep(1000)
    except KeyboardInterrupt:
        pass
