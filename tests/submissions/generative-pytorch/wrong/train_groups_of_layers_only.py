"""A group of parameters for each layer leaves out those of the network itself.

test-train-learns: 0
"""
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    groups = [{"params": child.parameters(), "name": name} for name, child in net.named_children()]
    optimizer = torch.optim.Adam(groups, lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _ = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
