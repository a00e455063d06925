"""exp(L/T - logsumexp(L/T)), with the logits' own precision."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("Temperature has to be greater than zero.")
    scaled = torch.div(logits, temperature)
    return torch.exp(scaled - torch.logsumexp(scaled, dim=-1, keepdim=True))
