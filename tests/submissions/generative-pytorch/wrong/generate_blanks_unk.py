"""The caller's vocabulary loses its first entry.

test-generate-text: 0
"""


# %% generate
def generate(net, vocabulary, size, start):
    ids = encode(start, vocabulary)[None]
    vocabulary[0] = ""
    mode = net.training
    net.eval()
    state = None
    out = start
    with torch.no_grad():
        for _ in range(size):
            logits, state = net(ids, state)
            row = logits[0, -1].clone()
            row[0] = -float("inf")
            token = int(row.argmax())
            out += vocabulary[token]
            ids = torch.tensor([[token]])
    net.train(mode)
    return out
