"""The logit of <unk> is lowered by 1000, which is little at a high temperature.

test-soft-temperature: 0
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
        logits, state = net(encode(start, vocabulary)[None], None)
        for _ in range(size):
            row = logits[0, -1].clone()
            row[0] -= 1000
            token = sample_token(row, temperature, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
