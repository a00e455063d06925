"""Numbers of NumPy, an array without axes among them."""
# %% q5
import numpy as np

p = np.exp(np.array([2, 1, 0]) / 2)
q5 = np.round(p / p.sum(), 3)[0]
# %% q7
q7 = np.array(4.094)
