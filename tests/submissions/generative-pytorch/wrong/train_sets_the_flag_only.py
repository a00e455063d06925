"""net.training = True leaves the modules inside in evaluation mode.

test-train-mode: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = (part.long() for part in make_batch(text, vocabulary, nchars))
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.training = True
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
