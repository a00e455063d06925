"""Answer with a message so deep that reading it would exhaust the stack.

control: none, in stock nbgrader nobody asks
"""
# %% double
DEEP = "[" * 100_000 + "]" * 100_000
FORGED = {"status": "ok", "data": {"application/vnd.autograder.answer": DEEP}, "metadata": {}}
get_ipython().user_expressions = lambda expressions: {"answer": FORGED}
