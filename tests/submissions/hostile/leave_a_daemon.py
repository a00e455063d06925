"""Leave a process behind that goes on when the grading is over.

control: alive
"""
# %% double
import subprocess

subprocess.Popen(["sleep", "300", "0.{{PORT}}"], start_new_session=True)
