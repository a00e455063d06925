"""Capitals, spaces, and several options in one string or list."""
# %% q1
q1 = "C "
# %% q4
q4 = "A B E"
# %% q9
q9 = ["D", "b", "E"]
