"""All windows shuffled once an epoch, the loss from logsumexp by hand, a falling learning rate."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    inputs, targets = make_batch(text, vocabulary, nchars)
    optimizer = torch.optim.NAdam(net.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.2, total_iters=max(steps, 1))
    net.train()
    losses, queue = [], []
    for _ in range(steps):
        if not queue:
            queue = list(torch.randperm(len(inputs)).split(64))
        rows = queue.pop()
        logits = net(inputs[rows])[0]
        right = logits.gather(-1, targets[rows].unsqueeze(-1)).squeeze(-1)
        loss = (logits.logsumexp(dim=-1) - right).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
    return losses
