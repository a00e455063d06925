"""Padding and <eos> are taken for the same thing.

test-q8: 0
test-q9: 6.67
"""
# %% q8
q8 = "a"
# %% q9
q9 = {"a", "b", "d"}
