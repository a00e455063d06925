"""Fill the disk: 60 MB, in files of 10 MB, wherever files can be written.

control: excess
"""
# %% double
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    for number in range(6):
        with open(os.path.join(folder, str(number)), "wb") as file:
            file.write(b"x" * 10_000_000)
    print("REA" + "CHED")
