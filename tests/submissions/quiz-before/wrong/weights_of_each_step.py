"""Each position of a sequence has weights of its own.

test-q1: 10
test-q2: 10
test-q8: 10
"""
# %% q1
q1 = "c"
# %% q2
q2 = "a"
# %% q8
q8 = 240
