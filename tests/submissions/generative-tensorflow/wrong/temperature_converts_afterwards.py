"""The powers are those of float32, converted to float64 afterwards.

test-temperature-float64: 0
"""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    p = tf.cast(probabilities, tf.float32)
    powers = (p / tf.reduce_max(p, axis=-1, keepdims=True)) ** (1 / temperature)
    weights = powers.numpy().astype(np.float64)
    return weights / weights.sum(axis=-1, keepdims=True)
