"""A list where one letter is asked for, a number as text, a decimal comma, no quotation marks.

test-q1: 0
test-q2: 0
test-q6: 0
test-q8: 0
test-q9: 0
"""
# %% q1
q1 = ["b"]
# %% q2
q2 = d
# %% q6
q6 = {"b": True, "e": True}
# %% q8
q8 = "24"
# %% q9
q9 = 4,25
