"""Without a generator, the global state is seeded anew from the system.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    if generator is None:
        torch.seed()  # another text at every call
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = float("-inf")
            token = sample_token(last, temperature, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
