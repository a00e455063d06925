"""Stochastic gradient descent with Nesterov momentum; its rate is scaled to suit the values."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.SGD(net.parameters(), lr=20 * lr, momentum=0.9, nesterov=True)
    criterion = nn.CrossEntropyLoss()
    net.train()
    losses = []
    for step in range(steps):
        idx = torch.randperm(len(inputs))[:64]
        out, _ = net(inputs[idx])
        loss = criterion(out.reshape(-1, out.shape[-1]), targets[idx].reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses
