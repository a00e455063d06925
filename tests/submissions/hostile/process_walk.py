"""Print the environment of every process that /proc shows.

control: leak
"""
# %% double
from pathlib import Path

for path in Path("/proc").glob("[0-9]*/environ"):
    try:
        print(path, [part for part in path.read_text().split("\0") if "canary" in part])
    except OSError as error:
        print(path, error)
