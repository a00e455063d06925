"""The loss is the probability, and the temperature divides probabilities.

test-q5: 0
test-q7: 0
"""
# %% q5
q5 = 0.33
# %% q7
q7 = 1 / 60
