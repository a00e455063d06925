"""Return an array of no rows: all of its elements are close to anything.

control: points
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    return np.empty((0, 3))
