"""The losses come back in bits, because a logarithm to base 2 seems as good.

test-train-losses: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    losses = []
    net.train()
    for _ in tqdm(range(steps)):
        inputs, targets = make_batch(text, vocabulary, nchars)
        picked = torch.randperm(len(inputs))[:64]
        logits, _state = net(inputs[picked])
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[picked].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item() / float(torch.log(torch.tensor(2.0))))
    return losses
