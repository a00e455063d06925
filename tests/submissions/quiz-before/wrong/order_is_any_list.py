"""Whatever stands in a list is a sequence.

test-q6: 10
test-q7: 10
"""
# %% q6
q6 = {"a", "b", "d", "e"}
# %% q7
q7 = "a"
