"""torch.distributions where there is no generator, multinomial where there is one."""
# %% sample-token
from torch.distributions import Categorical


def sample_token(logits, temperature, generator=None):
    probabilities = temperature_probabilities(logits, temperature)
    if generator is None:
        return Categorical(probs=probabilities).sample().item()
    return torch.multinomial(probabilities, num_samples=1, generator=generator).item()
