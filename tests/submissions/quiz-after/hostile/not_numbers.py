"""Infinity, a tensor of everything, a generator that never ends: none of them is an answer.

test-q4: 0
test-q5: 0
test-q7: 0
test-q9: 0
"""
# %% q4
import itertools

q4 = itertools.cycle("abe")
# %% q5
import numpy as np

q5 = np.linspace(0, 1, 1001)
# %% q7
q7 = float("inf")
# %% q9
q9 = {"b", "d", ("a",), None}
