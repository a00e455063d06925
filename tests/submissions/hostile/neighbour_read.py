"""Print the files of every other student.

control: leak
"""
# %% double
from pathlib import Path

for path in Path("{{COURSE}}/submitted").rglob("notes.txt"):
    print(path, path.read_text())
