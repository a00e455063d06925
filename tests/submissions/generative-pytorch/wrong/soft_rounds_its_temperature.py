"""The temperature of the text is a whole number, 1 at least: int(T).

test-soft-temperature: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    was_training = net.training
    net.eval()
    text = start
    whole = max(1, int(temperature))
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = -torch.inf
            token = sample_token(last, whole, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
