"""Flood the grader with messages that say that the kernel is busy.

control: none, stock nbgrader reads them all
"""
# %% double
import time

kernel = get_ipython().kernel
parent, until = kernel.get_parent("shell"), time.process_time() + 1
while time.process_time() < until:
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "busy"}, parent=parent)
