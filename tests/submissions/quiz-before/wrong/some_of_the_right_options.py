"""Careful: what is not certain is left out.

test-q5: 10
test-q6: 10
"""
# %% q5
q5 = {"a", "c"}
# %% q6
q6 = "b"
