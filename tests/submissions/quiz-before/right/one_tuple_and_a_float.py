"""A tuple of options, and a whole number that is a float."""
# %% q6
q6 = "e", "b"
# %% q8
q8 = 24.0
