"""All words are drawn alike, whatever the logits.

test-sampler-distribution: 0
test-sampler-temperature: 0
test-nucleus-draws: 0
test-generate-text: 0
test-generate-unk: 0
test-generate-unknown: 0
test-generate-temperature: 0
"""
# %% sample-word
def sample_word(logits, temperature, rng):
    return int(rng.integers(len(logits)))
