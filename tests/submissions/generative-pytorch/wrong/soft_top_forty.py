"""Only the forty most likely tokens stay in the draw.

test-soft-temperature: 0
"""


# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    ids = encode(start, vocabulary)[None]
    mode = net.training
    net.eval()
    state = None
    out = start
    with torch.no_grad():
        for _ in range(size):
            logits, state = net(ids, state)
            row = logits[0, -1].clone()
            row[0] = -float("inf")
            if len(row) > 40:
                row[row < row.topk(40).values[-1]] = -float("inf")
            token = sample_token(row, temperature, generator)
            out += vocabulary[token]
            ids = torch.tensor([[token]])
    net.train(mode)
    return out
