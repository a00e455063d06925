"""Show HTML that runs a script in the browser of whoever opens the page.

control: none, tests/test_pages.py shows in a browser that stock pages run it
"""
# %% double
from IPython.display import HTML, display

display(HTML("<script>fetch('http://127.0.0.1:{{PORT}}/')</script>"))
