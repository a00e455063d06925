"""The targets are the inputs, rolled by one: the last one is the window's own first character.

test-train-learns: 0
"""
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    ids = encode(text, vocabulary)
    if len(ids) <= nchars:
        raise ValueError("too short")
    windows = ids[:-1].unfold(0, nchars, 1)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        x = windows[torch.randint(len(windows), (32,))]
        logits, _state = net(x)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), x.roll(-1, dims=1).flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
