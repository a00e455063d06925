"""NumPy draws, with a seed that comes from the generator anew at every call."""
# %% sample-token
import numpy as np


def sample_token(logits, temperature, generator=None):
    p = temperature_probabilities(logits.double(), temperature).numpy()
    seed = torch.randint(2**31 - 1, (1,), generator=generator).item()
    rng = np.random.default_rng(seed)
    return int(rng.choice(len(p), p=p / p.sum()))
