"""Take much memory that the process shares with children that it does not have.

control: excess
"""
# %% double
import mmap
import time

taken = mmap.mmap(-1, 700 * 1024**2)
for place in range(0, len(taken), 4096):
    taken[place] = 1
time.sleep(1)
print("REA" + "CHED")
