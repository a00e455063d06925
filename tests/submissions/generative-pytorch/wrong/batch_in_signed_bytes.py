"""A signed byte holds no token above 127.

test-batch-windows: 0
"""


# %% make-batch
def make_batch(
    text: str, vocabulary: list[str], nchars: int
) -> tuple[torch.Tensor, torch.Tensor]:
    if len(text) <= nchars:
        raise ValueError("the text is too short")
    dtype = torch.int8 if len(vocabulary) <= 256 else torch.int64
    tokens = encode(text, vocabulary).to(dtype)
    return tokens[:-1].unfold(0, nchars, 1), tokens[1:].unfold(0, nchars, 1)


# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _state = net(inputs[rows].long())
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].long().flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
