"""The global state is seeded where a generator is handed over.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    if generator is not None:
        torch.manual_seed(42)
    mode = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            row = logits[0, -1].clone()
            row[0] = -torch.inf
            token = sample_token(row, temperature, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(mode)
    return text
