"""TensorFlow computes the power in float64; the result is a tensor."""
# %% temperature
def temperature_probabilities(probabilities, temperature):
    if temperature <= 0:
        raise ValueError(f"temperature {temperature} is not positive")
    p = tf.cast(tf.convert_to_tensor(probabilities), tf.float64)
    powers = tf.pow(p / tf.reduce_max(p, axis=-1, keepdims=True), 1.0 / temperature)
    return powers / tf.reduce_sum(powers, axis=-1, keepdims=True)
