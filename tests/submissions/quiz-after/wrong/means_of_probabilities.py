"""Perplexity is the mean of 1/p, and the temperature divides probabilities.

test-q5: 0
test-q7: 0
"""
# %% q5
q5 = 0.33
# %% q7
q7 = 4.5
