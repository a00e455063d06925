"""Every option of every question is chosen: an answer only where several may be chosen.

test-q1: 0
test-q2: 0
test-q3: 0
test-q4: 0
test-q7: 0
test-q8: 0
test-q9: 0
test-q10: 0
"""
# %% q1
q1 = {"a", "b", "c", "d", "e"}
# %% q2
q2 = {"a", "b", "c", "d", "e"}
# %% q3
q3 = {"a", "b", "c", "d", "e"}
# %% q4
q4 = {"a", "b", "c", "d", "e"}
# %% q5
q5 = {"a", "b", "c", "d", "e"}
# %% q6
q6 = {"a", "b", "c", "d", "e"}
# %% q7
q7 = {"a", "b", "c", "d", "e"}
# %% q8
q8 = {"a", "b", "c", "d", "e"}
# %% q9
q9 = {"a", "b", "c", "d", "e"}
# %% q10
q10 = {"a", "b", "c", "d", "e"}
