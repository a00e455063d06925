"""PyTorch computes the softmax in float32; choice gets it in float64, with sum 1."""
# %% temperature
import torch


def temperature_probabilities(logits, temperature):
    if temperature <= 0:
        raise ValueError("T must be positive")
    return torch.softmax(torch.tensor(np.asarray(logits)).float() / temperature, dim=0).numpy()

# %% sample-word
def sample_word(logits, temperature, rng):
    p = temperature_probabilities(logits, temperature).astype(np.float64)
    return int(rng.choice(len(p), p=p / p.sum()))
