"""Raise the limits again.

control: excess
"""
# %% double
import resource

resource.setrlimit(resource.RLIMIT_NPROC, (100_000, 100_000))
print("REA" + "CHED")
