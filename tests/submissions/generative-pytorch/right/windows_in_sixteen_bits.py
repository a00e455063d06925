"""Tokens are kept in 16 bits, which is enough for the characters of any text.
"""
# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    windows = encode(text, vocabulary).short().unfold(0, nchars + 1, 1)
    return windows[:, :-1], windows[:, 1:]

# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = (part.long() for part in make_batch(text, vocabulary, nchars))
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for step in range(steps):
        chosen = torch.randint(0, len(x), (32,))
        logits, _ = net(x[chosen])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), y[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
