"""Let a process that the shell has left to itself kill the kernel a moment later.

control: none, it is chance in which cell stock nbgrader's kernel ends
"""
# %% double
import os

os.system(f"(sleep 0.3; kill -9 {os.getpid()}) &")
