"""Losses are rounded to two digits before they are returned.

test-train-losses: 0
"""


# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for step in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _state = net(inputs[rows].long())
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].long().flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(round(loss.item(), 2))
    return losses
