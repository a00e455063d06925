"""The most likely word is taken every time.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-sampler-independent: 0
test-sampler-generator: 0
test-nucleus-draws: 0
test-generate-seed: 0
test-generate-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    return int(np.argmax(temperature_probabilities(logits, temperature)))
