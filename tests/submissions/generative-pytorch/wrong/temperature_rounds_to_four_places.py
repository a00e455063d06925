"""Probabilities are rounded to four decimal places: of thousands of tokens, a tenth is lost.

test-temperature-softmax: 0
"""
# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("T <= 0")
    shifted = logits - logits.max(dim=-1, keepdim=True).values
    return torch.softmax(shifted / temperature, dim=-1).round(decimals=4)
