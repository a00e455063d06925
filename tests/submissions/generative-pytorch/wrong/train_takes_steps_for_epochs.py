"""Each step is a pass through all windows, with a loss for every batch of it.

test-train-losses: 0
test-train-learns: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr)
    net.train()
    losses = []
    for _epoch in range(steps):
        for i in range(0, len(inputs), 64):
            logits, _ = net(inputs[i : i + 64])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[i : i + 64].flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses
