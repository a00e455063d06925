"""Intermediate results are rounded to one digit, or in another unit.

test-q5: 5
test-q7: 5
"""
# %% q5
q5 = round(2.7 / (2.7 + 1.6 + 0.9), 2)
# %% q7
q7 = 5.91
