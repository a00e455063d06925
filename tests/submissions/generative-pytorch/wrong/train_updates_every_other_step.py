"""Gradients of two steps are added up before the parameters are updated.

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
        loss.backward()
        if step % 2 or step == steps - 1:
            optimizer.step()
            optimizer.zero_grad()
        losses.append(loss.item())
    return losses
