"""The softmax is computed in float32, and the answer has the dtype of the logits."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("the temperature must be positive")
    return torch.softmax(logits.float() / temperature, dim=-1).to(logits.dtype)
