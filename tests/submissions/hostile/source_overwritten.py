"""Overwrite a file of the instructor's.

control: tamper
"""
# %% double
with open("{{COURSE}}/source/canary.txt", "w") as file:
    file.write("gone")
