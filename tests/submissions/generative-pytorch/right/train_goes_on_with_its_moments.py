"""The optimiser of a network is kept, and gets the learning rate of each call."""
# %% train
from weakref import WeakKeyDictionary

_adams = WeakKeyDictionary()


def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    if net not in _adams:
        _adams[net] = torch.optim.Adam(net.parameters(), lr=lr)
    adam = _adams[net]
    for group in adam.param_groups:
        group["lr"] = lr
    losses = []
    net.train()
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        adam.zero_grad()
        logits, _ = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
        loss.backward()
        adam.step()
        losses.append(loss.item())
    return losses
