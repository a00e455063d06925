"""Show one output of 5 MB.

control: excess
"""
# %% double
from IPython.display import display

display({"text/plain": "x" * 5_000_000}, raw=True)
