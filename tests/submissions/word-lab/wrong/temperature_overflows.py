"""exp of the logits as they are, which overflows.

test-temperature-extremes: 0
test-truncation-limits: 0
test-generate-text: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")

    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(logits, dtype=float) / temperature)
        return e / e.sum()
