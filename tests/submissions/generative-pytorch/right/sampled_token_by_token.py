"""A sampled text whose prompt is read one token at a time, in the loop that also writes."""
# %% generate-soft
def generate_soft(
    net: nn.Module,
    vocabulary: list[str],
    size: int,
    start: str,
    temperature: float,
    generator: torch.Generator | None = None,
) -> str:
    was = net.training
    net.eval()
    tokens = encode(start, vocabulary).tolist()
    state = None
    with torch.no_grad():
        for position in range(len(start) + size):
            if position >= len(start):
                tokens.append(sample_token(last, temperature, generator))
            logits, state = net(torch.tensor([[tokens[position]]]), state)
            last = logits[0, -1].clone()
            last[0] = -torch.inf
    net.train(was)
    return start + "".join(vocabulary[token] for token in tokens[len(start) :])
