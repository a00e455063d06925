"""Leave a process behind that goes on when the grading is over.

control: alive
"""
# %% double
import subprocess

# Its parent ends at once, so that it is nobody's child when the kernel ends its children.
subprocess.run(["sh", "-c", "sleep 300 0.{{PORT}} >/dev/null 2>&1 &"], start_new_session=True)
