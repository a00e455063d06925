"""The recurrence is left one step early, and the bias forgotten.

test-q8: 10
test-q9: 10
"""
# %% q8
q8 = 21
# %% q9
q9 = 2.5
