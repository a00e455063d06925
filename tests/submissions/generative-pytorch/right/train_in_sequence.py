"""Mini-batches one after another through the text, from the start again at its end."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    x, y = make_batch(text, vocabulary, nchars)
    bs = 64
    opt = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    hist = []
    i = 0
    for s in range(steps):
        xb, yb = x[i : i + bs], y[i : i + bs]
        pred, _ = net(xb)
        l = nn.functional.cross_entropy(pred.view(-1, pred.size(-1)), yb.flatten())
        l.backward()
        opt.step()
        opt.zero_grad()
        hist.append(l.item())
        i += bs
        if i >= len(x):
            i = 0
    return hist
