"""The network is thought to know the text without its state, or to need to read it again.

test-q1: 0
test-q2: 0
"""
# %% q1
q1 = "a"
# %% q2
q2 = "d"
