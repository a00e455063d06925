"""Print without end: 4 MB here, four times the limit.

control: excess
"""
# %% double
for _ in range(400):
    print("x" * 10_000)
