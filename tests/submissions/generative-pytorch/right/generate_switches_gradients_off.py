"""torch.set_grad_enabled switched off and back on, all but one character of the prompt first."""
# %% generate
def generate(net, vocabulary, size, start):
    grad_before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    training_before = net.training
    net.eval()

    ids = encode(start, vocabulary).tolist()
    state = None
    if len(ids) > 1:
        _, state = net(torch.tensor([ids[:-1]]), state)
    for _ in range(size):
        logits, state = net(torch.tensor([[ids[-1]]]), state)
        row = logits.squeeze(0).squeeze(0).tolist()
        best = 1
        for k in range(2, len(row)):
            if row[k] > row[best]:
                best = k
        ids.append(best)

    if training_before:
        net.train()
    torch.set_grad_enabled(grad_before)
    return start + "".join(vocabulary[i] for i in ids[len(start):])
