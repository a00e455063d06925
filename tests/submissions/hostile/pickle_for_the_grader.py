"""Answer with an object whose pickle, when loaded, writes a file.

control: none, neither stock nbgrader nor this kit unpickles anything that a student wrote
"""
# %% double
class Bomb:
    def __reduce__(self):
        return (open, ("{{COURSE}}/left.txt", "w"))


def double(x):
    return Bomb()
