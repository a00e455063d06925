"""1e-8 is added to each probability before its logarithm is taken.

test-train-losses: 0
"""


# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = (part.long() for part in make_batch(text, vocabulary, nchars))
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        probabilities = net(inputs[rows])[0].softmax(dim=-1)
        p = probabilities.gather(-1, targets[rows][..., None])
        loss = -(p + 1e-8).log().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
