"""One mean loss for each pass through the windows, not one for each step.

test-train-losses: 0
"""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.Adam(net.parameters(), lr)
    net.train()
    losses, done = [], 0
    while done < steps:
        epoch = []
        for rows in torch.randperm(len(inputs)).split(64):
            logits, _ = net(inputs[rows])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets[rows].flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            epoch.append(loss.item())
            done += 1
            if done == steps:
                break
        losses.append(sum(epoch) / len(epoch))
    return losses
