"""The most likely word is taken every time."""
# %% sample-word
def sample_word(logits, temperature, rng):
    return int(np.argmax(temperature_probabilities(logits, temperature)))
