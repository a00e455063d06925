"""Several readers go through the text, each handing its state on to its own next window."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    ids = encode(text, vocabulary)
    if len(ids) <= nchars:
        raise ValueError("the text is too short")
    readers = max(1, min(16, (len(ids) - 1) // nchars))
    length = (len(ids) - 1) // readers
    x = ids[: readers * length].view(readers, length)
    y = ids[1 : readers * length + 1].view(readers, length)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    net.train()
    losses, at, state = [], 0, None
    for _ in range(steps):
        if at + nchars > length:
            at, state = 0, None
        logits, state = net(x[:, at : at + nchars], state)
        state = tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), y[:, at : at + nchars].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        at += nchars
    return losses
