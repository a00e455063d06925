"""Take much memory bit by bit, in three processes that each stay below the limit.

control: excess
"""
# %% double
import os
import time

children = []
for _ in range(3):
    ours, theirs = os.pipe()
    if os.fork() == 0:
        taken = [bytearray(b"x" * 1_000_000) for _ in range(250)]
        os.write(theirs, b"!")
        time.sleep(6)
        os._exit(0)
    os.close(theirs)
    children.append(ours)
if all(os.read(child, 1) for child in children):
    time.sleep(1)
    print("REA" + "CHED")
