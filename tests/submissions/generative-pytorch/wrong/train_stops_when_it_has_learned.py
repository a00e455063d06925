"""Training ends when the loss is hardly above 0.

test-train-losses: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _ = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten().long())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if loss < 1e-3:
            break
    return losses
