"""RMSprop with gradients clipped, windows cut at random places instead of all beforehand."""
# %% train
def train(net, text, vocabulary, nchars, steps, lr):
    if len(text) < nchars + 1:
        raise ValueError(f"a text of {len(text)} characters is too short for nchars={nchars}")
    ids = encode(text, vocabulary)
    optimizer = torch.optim.RMSprop(net.parameters(), lr=lr / 2)
    net.train(True)
    losses = []
    for _ in tqdm(range(steps)):
        starts = torch.randint(0, len(ids) - nchars, (32,))
        windows = torch.stack([ids[s : s + nchars + 1] for s in starts])
        logits, _ = net(windows[:, :-1])
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), windows[:, 1:])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_value_(net.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses
