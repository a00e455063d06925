"""The windows are int32, half the memory; they become int64 where a loss needs it."""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) < nchars + 1:
        raise ValueError("no room for a window and its target")
    windows = encode(text, vocabulary).to(torch.int32).unfold(0, nchars + 1, 1)
    return windows[:, :-1], windows[:, 1:]

# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = (part.long() for part in make_batch(text, vocabulary, nchars))
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        chosen = torch.randint(0, len(x), (48,))
        logits, _ = net(x[chosen])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), y[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
