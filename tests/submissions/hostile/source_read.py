"""Print the instructor's notebook, solutions and hidden tests included.

control: leak
"""
# %% double
print(open("{{COURSE}}/source/sealed-exam/SealedExam.ipynb").read())
