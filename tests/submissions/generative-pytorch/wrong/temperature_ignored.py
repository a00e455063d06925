"""The temperature is ignored: softmax(logits), whatever T is.

test-temperature-divides: 0
test-temperature-invalid: 0
test-sampler-temperature: 0
test-soft-temperature: 0
"""


# %% temperature
def temperature_probabilities(logits, temperature):
    return torch.softmax(logits, dim=-1)
