"""The temperature multiplies the logits: hot is taken for cold.

test-q4: 0
test-q5: 0
"""
# %% q4
q4 = {"c", "e"}
# %% q5
q5 = 0.87
