"""<unk> loses its probability after the softmax, where the others may have none.

test-soft-text: 0
"""


# %% generate-soft
def generate_soft(
    net: nn.Module,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    generator: torch.Generator | None = None,
) -> str:
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            probabilities = temperature_probabilities(logits[0, -1].double(), temperature)
            probabilities[0] = 0.0
            token = int(torch.multinomial(probabilities, 1, generator=generator))
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text


# %% temperature
def temperature_probabilities(logits: torch.Tensor, temperature: float) -> torch.Tensor:
    if temperature <= 0:
        raise ValueError("the temperature must be above 0")
    logits = logits.double()
    return torch.softmax((logits - logits.amax(dim=-1, keepdim=True)) / temperature, dim=-1)
