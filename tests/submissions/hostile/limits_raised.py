"""Raise a limit again, up to what the system lets everyone have.

control: excess
"""
# %% double
import resource

resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
print("REA" + "CHED")
