"""Make the interpreter crash.

control: unscored
"""
# %% double
import ctypes

ctypes.string_at(0)
