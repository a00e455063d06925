"""The mean log-likelihood is maximised, and its negative returned: that is the same training."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = (part.long() for part in make_batch(text, vocabulary, nchars))
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, maximize=True)
    net.train()
    likelihoods = []
    for _ in range(steps):
        rows = torch.randint(len(inputs), (32,))
        logits, _ = net(inputs[rows])
        likelihood = logits.log_softmax(-1).gather(-1, targets[rows][..., None]).mean()
        optimizer.zero_grad()
        likelihood.backward()
        optimizer.step()
        likelihoods.append(likelihood.item())
    return [-value for value in likelihoods]
