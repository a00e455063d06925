"""In a batch, the temperature is ignored.

test-temperature-shapes: 0
"""


# %% temperature
def _softmax_rows(logits: torch.Tensor, temperature: float = 1.0) -> torch.Tensor:
    if logits.dim() > 1:
        return torch.stack([_softmax_rows(row) for row in logits])
    powers = ((logits - logits.max()) / temperature).exp()
    return powers / powers.sum()


def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    return _softmax_rows(logits.double(), temperature)
