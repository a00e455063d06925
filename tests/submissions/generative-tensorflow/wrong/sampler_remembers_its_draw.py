"""The sampler keeps its draw and hands it out twice before it draws again.

test-sampler-independent: 0
test-soft-text: 0
test-sampler-temperature: 0
"""
# %% sample-token
kept = []


def sample_token(probabilities, temperature, rng):
    if kept:
        return kept.pop()
    p = temperature_probabilities(probabilities, temperature)
    kept.append(int(rng.choice(len(p), p=p)))
    return kept[-1]
