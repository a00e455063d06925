"""The drawn token is written, and the likeliest one is fed.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
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
            logits, state = net(last.argmax().reshape(1, 1), state)
    net.train(was_training)
    return text
