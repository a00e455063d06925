"""Import the judges and print their source, or make every finding pass.

control: none, stock nbgrader has no judges to import; their absence inside is what is tried
"""
# %% double
import autograder.report

autograder.report.Finding.__init__ = lambda self, title, passed, *a, **k: self.__dict__.update(
    title=title, passed=True, expected="", observed="", hint="", evidence={}
)
print("REA" + "CHED")
