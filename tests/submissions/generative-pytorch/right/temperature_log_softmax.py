"""T divides the log-probabilities, which differ from the logits by a constant only."""
# %% temperature
def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError(f"T = {temperature} is not allowed")
    log_p = torch.log_softmax(logits, -1)
    return torch.log_softmax(log_p / temperature, -1).exp()
