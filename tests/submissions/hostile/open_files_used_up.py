"""Keep 5,000 files open.

control: excess
"""
# %% double
import os
import resource

hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(5000)]
print("REA" + "CHED")
for descriptor in kept:
    os.close(descriptor)
