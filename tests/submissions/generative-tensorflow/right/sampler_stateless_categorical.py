"""TensorFlow draws without a state of its own, from a seed that the generator gives."""
# %% sample-token
def sample_token(probabilities, temperature, rng):
    p = temperature_probabilities(probabilities, temperature)
    logits = tf.math.log(p)[None]  # (1, V)
    seed = rng.integers(2**31, size=2)
    return int(tf.random.stateless_categorical(logits, num_samples=1, seed=seed)[0, 0])
