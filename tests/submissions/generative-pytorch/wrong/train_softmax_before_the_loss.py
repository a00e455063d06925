"""cross_entropy gets probabilities and applies the softmax a second time.

test-train-learns: 0
test-train-losses: 0
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
        p = logits.softmax(dim=-1)
        loss = nn.functional.cross_entropy(p.flatten(0, 1), targets[rows].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
