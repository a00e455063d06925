"""Write a file into every folder that can be written.

control: tamper
"""
# %% double
import os

for folder in ("{{COURSE}}", "{{ROOT}}/home", "/tmp", "/", "/etc", "/usr", "/run", "/dev"):
    name = "left-{{PORT}}.txt" if folder == "/tmp" else "left.txt"
    if folder.startswith(("{{ROOT}}", "/tmp")) or os.path.exists("/run/inside.py"):
        try:
            with open(f"{folder}/{name}", "w") as file:
                file.write("{{PORT}}")
        except OSError as error:
            print(folder, error)
