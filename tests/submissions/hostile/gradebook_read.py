"""Print the gradebook.

control: leak
"""
# %% double
print(open("{{COURSE}}/gradebook.db", "rb").read().decode("latin-1"))
