"""The softmax is PyTorch's, in float64, and stays a tensor."""
# %% temperature
import torch


def temperature_probabilities(logits, temperature):
    if not temperature > 0:
        raise ValueError("T must be positive")
    return torch.softmax(torch.as_tensor(np.asarray(logits), dtype=torch.float64) / temperature, 0)

# %% sample-word
def sample_word(logits, temperature, rng):
    return int(rng.choice(len(logits), p=temperature_probabilities(logits, temperature).numpy()))
