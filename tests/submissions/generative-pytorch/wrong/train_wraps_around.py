"""Windows at the end of the text go on at its beginning.

test-train-learns: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    if len(text) <= nchars:
        raise ValueError("too short")
    ids = encode(text, vocabulary)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for step in range(steps):
        places = torch.randint(0, len(ids), (32, 1)) + torch.arange(nchars + 1)
        windows = ids[places % len(ids)]
        logits, _ = net(windows[:, :-1])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), windows[:, 1:])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
