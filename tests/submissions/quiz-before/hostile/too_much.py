"""Answers too large, too deep or without a value.

test-q1: 0
test-q2: 0
test-q3: 0
test-q5: 0
test-q6: 0
test-q8: 0
test-q9: 0
"""
# %% q1
q1 = "b" * 30_000_000
# %% q2
q2 = "<script>alert(1)</script>" * 3
# %% q3
q3 = []
for _ in range(500):
    q3 = [q3]
# %% q5
q5 = ["a", "c", "e"] * 1_000_000
# %% q6
q6 = [["b"], ["e", ["b"]]]
# %% q8
q8 = 10**5000
# %% q9
q9 = float("nan")
