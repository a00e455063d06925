"""Fill the folder of the kernel's channels.

control: none, stock nbgrader's kernel has no such folder
"""
# %% double
import os

if os.path.isdir("/run/kernel"):
    for number in range(3000):
        try:
            with open(f"/run/kernel/{number}", "wb") as file:
                file.write(b"x" * 1_000_000)
        except OSError:
            break
