"""The recurrence is left one step early, and the bias forgotten.

test-q8: 5
test-q9: 5
"""
# %% q8
q8 = 21
# %% q9
q9 = 2.5
