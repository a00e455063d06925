"""np.isin is told that no token comes twice: with a large vocabulary it then errs.

test-coverage: 0
"""


# %% coverage
def coverage(tokens: list[str], vocabulary: list[str]) -> float:
    known = np.isin(np.array(tokens), np.array(vocabulary), assume_unique=True)
    return float(known.mean())
