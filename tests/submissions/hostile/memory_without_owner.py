"""Keep memory in a file that no process and no folder owns.

control: excess
"""
# %% double
import os

kept = os.memfd_create("kept")
os.write(kept, b"x" * 50_000_000)
print("REA" + "CHED")
