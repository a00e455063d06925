"""Windows are cut to 35 characters, whatever nchars says.

test-train-learns: 0
"""
# %% train
def train(
    net: nn.Module, text: str, vocabulary: list[str], nchars: int, steps: int, lr: float
) -> list[float]:
    inputs, targets = make_batch(text, vocabulary, nchars)
    bptt = min(35, nchars)
    net.train()
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _ = net(inputs[rows, :bptt])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows, :bptt].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 0.25)
        optimizer.step()
        losses.append(loss.item())
    return losses
