"""Careful: what is not certain is left out.

test-q5: 6.67
test-q6: 5
"""
# %% q5
q5 = {"a", "c"}
# %% q6
q6 = "b"
