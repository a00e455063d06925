"""Whatever stands in a list is a sequence.

test-q6: 3.33
test-q7: 0
"""
# %% q6
q6 = {"a", "b", "d", "e"}
# %% q7
q7 = "a"
