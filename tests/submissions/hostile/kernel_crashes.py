"""Make the interpreter crash.

control: batch
"""
# %% double
import ctypes

ctypes.string_at(0)
