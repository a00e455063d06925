"""Gradients of four parts are added up, as they should be, but the last part's loss is reported.

test-train-losses: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    parts = 4
    net.train()
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        for rows in torch.randint(len(inputs), (parts, 8)):
            logits, _state = net(inputs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
            (loss / parts).backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
