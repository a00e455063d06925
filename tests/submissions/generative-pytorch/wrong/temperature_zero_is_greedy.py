"""T = 0 is taken for the limit: all probability on the largest logit, no error.

test-temperature-invalid: 0
"""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature == 0:
        best = logits.argmax(dim=-1)
        return nn.functional.one_hot(best, logits.shape[-1]).to(logits.dtype)
    return torch.softmax(logits / temperature, dim=-1)
