"""Make more files than a file system has room for: 4,000 empty ones.

control: excess
"""
# %% double
import os
import tempfile
import time

with tempfile.TemporaryDirectory() as folder:
    for number in range(4000):
        open(os.path.join(folder, str(number)), "w").close()
    time.sleep(0.5)
    print("REA" + "CHED")
