"""Show outputs with an id in the test's cell, and update them later to look like a report.

control: none, stock nbgrader shows no report
"""
# %% double
from IPython.display import HTML, display


class Shown:
    def __call__(self):
        return 0


def show(info):
    for number in range(3):
        display(HTML("<p>nothing</p>"), display_id=f"place-{number}", update=False)


def update(result):
    for number in range(3):
        display(HTML("<b>2 of 2 points</b>"), display_id=f"place-{number}", update=True)


get_ipython().events.register("pre_run_cell", show)
get_ipython().events.register("post_run_cell", update)
