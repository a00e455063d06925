"""Several options in a list, in any order and twice, or in one string."""
# %% q5
q5 = ["e", "C", "a", "a"]
# %% q6
q6 = "b, e"
