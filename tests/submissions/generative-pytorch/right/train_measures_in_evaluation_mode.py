"""Now and then the loss of the last windows is measured in evaluation mode, gradients and all."""
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
        losses.append(loss.item())
        if step % 25 == 0:
            net.eval()
            logits, _ = net(x[-16:])
            print(nn.functional.cross_entropy(logits.transpose(1, 2), y[-16:]).item())
            net.train()
    return losses
