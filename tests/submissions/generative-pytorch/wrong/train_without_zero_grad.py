"""The gradients of all steps add up.

test-train-learns: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr)
    net.train()
    losses = []
    for _step in range(steps):
        rows = torch.randint(len(inputs), (64,))
        logits, _ = net(inputs[rows])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
