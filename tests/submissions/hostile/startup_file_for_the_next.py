"""Leave a start-up file of IPython's, which the next student's kernel would run.

control: tamper
"""
# %% double
from pathlib import Path

folder = Path.home() / ".ipython" / "profile_default" / "startup"
folder.mkdir(parents=True, exist_ok=True)
(folder / "00-left.py").write_text("def double(x): return 2 * x\n")
