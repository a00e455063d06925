"""The generator is not handed on: every draw comes from the global state.

test-sampler-generator: 0
test-soft-text: 0
"""
# %% sample-token
def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits, temperature)
    return int(torch.multinomial(p, 1))
