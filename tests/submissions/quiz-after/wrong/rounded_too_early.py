"""Intermediate results are rounded to one digit, or left as they are before the last step.

test-q5: 5
test-q7: 5
"""
# %% q5
q5 = round(2.7 / (2.7 + 1.6 + 0.9), 2)
# %% q7
q7 = 1.39
