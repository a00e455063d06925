"""An exponential average of the losses is returned.

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
        optimizer.step()
        losses.append(0.9 * losses[-1] + 0.1 * loss.item() if losses else loss.item())
    return losses
