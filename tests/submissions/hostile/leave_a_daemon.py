"""Leave a process behind that goes on when the grading is over.

control: alive
"""
# %% double
import subprocess

subprocess.Popen(["sleep", "30", "0.{{PORT}}"], start_new_session=True)
