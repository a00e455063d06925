"""Have the system kill the kernel, by a limit on its own time.

control: unscored
"""
# %% double
import resource

resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
while True:
    pass
