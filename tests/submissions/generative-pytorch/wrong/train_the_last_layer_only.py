"""The optimiser is handed the weights and biases of the last layer, as in fine-tuning.

test-train-learns: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(list(net.parameters())[-2:], lr=lr)
    net.train()
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
