"""Empty the files of every other student.

control: tamper
"""
# %% double
from pathlib import Path

for path in Path("{{COURSE}}/submitted").rglob("notes.txt"):
    path.write_text("")
