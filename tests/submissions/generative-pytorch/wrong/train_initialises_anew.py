"""Each call begins with small random parameters and forgets what was learned.

test-train-learns: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = (part.long() for part in make_batch(text, vocabulary, nchars))
    for p in net.parameters():
        nn.init.normal_(p, std=0.02)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        chosen = torch.randint(0, len(x), (32,))
        logits, _state = net(x[chosen])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), y[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
