"""A state is nothing but the last input.

test-q1: 10
test-q7: 10
test-q8: 10
test-q9: 10
"""
# %% q1
q1 = "a"
# %% q7
q7 = "d"
# %% q8
q8 = 15
# %% q9
q9 = 3
