"""Take much memory at once.

700 MB: more than the limit, and little enough for the machine that shows it without one.

control: excess
"""
# %% double
taken = bytearray(700_000_000)
print("REA" + "CHED")
