"""Answers that claim to be equal to anything, or to hold any option; some can be read as wrong ones.

test-q2: 0
test-q5: 0
test-q9: 0
"""
# %% q1
class Letter(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("b")

    def strip(self, *_):
        return self

    lower = strip


q1 = Letter("a")
# %% q2
class Anything:
    def __eq__(self, other):
        return True

    def __repr__(self):
        return "d"


q2 = Anything()
# %% q5
class Options(set):
    def __le__(self, other):
        return True

    def __iter__(self):
        return iter("ace")


q5 = Options()
# %% q6
q6 = [Letter("a"), Letter("c")]
# %% q8
class Number(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


q8 = Number(1)
# %% q9
q9 = True
