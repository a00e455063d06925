"""Letters in capitals, with spaces around them."""
# %% q1
q1 = " B "
# %% q3
q3 = "C\n"
# %% q7
q7 = "C"
