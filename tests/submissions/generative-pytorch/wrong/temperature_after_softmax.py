"""A softmax first, T afterwards, and a second softmax so that it sums to 1 again.

test-temperature-softmax: 0
test-temperature-divides: 0
test-temperature-shapes: 0
test-sampler-distribution: 0
test-sampler-temperature: 0
test-soft-text: 0
test-soft-temperature: 0
"""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("The temperature is not positive.")
    p = nn.functional.softmax(logits, dim=-1)
    return nn.functional.softmax(p / temperature, dim=-1)
