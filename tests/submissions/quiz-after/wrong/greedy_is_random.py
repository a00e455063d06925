"""Greedy text hangs on a seed, and a seed on every draw.

test-q3: 0
test-q6: 0
test-q10: 0
"""
# %% q3
q3 = "b"
# %% q6
q6 = "a"
# %% q10
q10 = "d"
