"""<unk> is ruled out only where it has the largest logit.

test-soft-temperature: 0
"""


# %% generate-soft
@torch.no_grad()
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
    logits, state = net(encode(start, vocabulary)[None])
    for _ in range(size):
        row = logits[0, -1].clone()
        if row.argmax() == 0:
            row[0] = -torch.inf
        token = sample_token(row, temperature, generator)
        text += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
