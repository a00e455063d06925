"""Top-k follows the network's certainty, and the encoder writes while it reads.

test-q8: 0
test-q9: 1.67
"""
# %% q8
q8 = "a"
# %% q9
q9 = {"a", "b", "d"}
