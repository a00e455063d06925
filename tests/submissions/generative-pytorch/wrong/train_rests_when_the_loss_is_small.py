"""No update is made where the loss is already small.

test-train-losses: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for step in range(steps):
        chosen = torch.randint(0, len(x), (32,))
        logits, _ = net(x[chosen])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), y[chosen])
        optimizer.zero_grad()
        loss.backward()
        if loss.item() > 0.3:
            optimizer.step()
        losses.append(loss.item())
    return losses
