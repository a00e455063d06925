"""A batch is read in unequal parts, and the mean of their means is minimised.

test-train-learns: 0
"""
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    net.train()
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        chunks = torch.randint(len(inputs), (32,)).split(15)
        optimizer.zero_grad()
        total = 0.0
        for rows in chunks:
            logits, _ = net(inputs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
            (loss / len(chunks)).backward()
            total += loss.item()
        optimizer.step()
        losses.append(total / len(chunks))
    return losses
