"""Attach a debugger to the parent process.

control: excess
"""
# %% double
import ctypes
import os

PTRACE_SEIZE = 0x4206
libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(PTRACE_SEIZE, os.getppid(), None, None) == 0:
    print("REA" + "CHED")
