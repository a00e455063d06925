"""The whole e-mail counts as one input, and whatever writes counts as many-to-many.

test-q3: 10
test-q5: 10
test-q8: 10
"""
# %% q3
q3 = "a"
# %% q5
q5 = {"a", "c", "d", "e"}
# %% q8
q8 = 27
