"""Numbers as calculations, one of them in NumPy."""
# %% q8
q8 = 3 * (4 + 3 + 1)
# %% q9
import numpy as np

h = np.float32(0)
for x in (1, 2, 3):
    h = h / 2 + x
q9 = h
