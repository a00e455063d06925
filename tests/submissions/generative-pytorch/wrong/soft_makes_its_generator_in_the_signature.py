"""The default is a generator, made once, in place of the global state.

test-soft-text: 0
"""


# %% generate-soft
@torch.no_grad()
def generate_soft(
    net: nn.Module,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    generator: torch.Generator = torch.Generator(),
) -> str:
    was_training = net.training
    net.eval()
    logits, state = net(encode(start, vocabulary)[None])
    text = start
    for _ in range(size):
        row = logits[0, -1].clone()
        row[0] = -torch.inf
        token = sample_token(row, temperature, generator)
        text += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
