"""Replace the shell's way to run a cell with one that runs nothing.

control: points
"""
# %% double
shell = get_ipython()
honest = shell.run_cell_async


def nothing(raw_cell, *arguments, **options):
    return honest("", *arguments, **{**options, "transformed_cell": ""})


shell.run_cell_async = nothing
