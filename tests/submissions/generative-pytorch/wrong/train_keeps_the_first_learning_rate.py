"""The optimiser of a network is kept, with the learning rate of its first call.

test-train-learns: 0
"""
# %% train
from weakref import WeakKeyDictionary

_adams = WeakKeyDictionary()


def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    adam = _adams.setdefault(net, torch.optim.Adam(net.parameters(), lr=lr))
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
