"""The same with NaN for a result, which nbgrader takes for full marks.

control: points
"""
# %% double
def publish(info):
    kernel = get_ipython().kernel
    content = {"data": {"text/plain": "nan"}, "metadata": {}, "execution_count": 1}
    kernel.session.send(
        kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent("shell")
    )


get_ipython().events.register("pre_run_cell", publish)
