"""The sum of the losses is divided by 32 rows, of which a short text has fewer.

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
    for _ in range(steps):
        rows = torch.randperm(len(inputs))[:32]
        logits, _state = net(inputs[rows])
        total = nn.functional.cross_entropy(
            logits.flatten(0, 1), targets[rows].flatten(), reduction="sum"
        )
        loss = total / (32 * nchars)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
