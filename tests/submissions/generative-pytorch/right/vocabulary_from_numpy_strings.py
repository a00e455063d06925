"""The characters stay the np.str_ that NumPy makes of them."""
# %% build-vocabulary
import numpy as np


def build_vocabulary(texts):
    found, frequency = np.unique(list("".join(texts)), return_counts=True)
    order = np.lexsort((found, -frequency))
    return ["<unk>"] + [found[i] for i in order]
