"""Read the memory of the parent process.

control: leak
"""
# %% double
import os
import re

parent = os.getppid()
for line in open(f"/proc/{parent}/maps"):
    if line.rstrip().endswith("[stack]"):
        first, last = (int(part, 16) for part in line.split()[0].split("-"))
        with open(f"/proc/{parent}/mem", "rb") as memory:
            memory.seek(first)
            print(re.findall(rb"canary-[0-9a-f]+", memory.read(last - first)))
