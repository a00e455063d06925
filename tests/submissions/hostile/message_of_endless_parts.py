"""Send one message of more parts than memory holds.

control: none, stock nbgrader would hold it all in memory
"""
# %% double
import os

if os.path.exists("/run/inside.py"):
    part = b"x" * 10_000_000
    get_ipython().kernel.iopub_socket.send_multipart([part] * 400, copy=False)
