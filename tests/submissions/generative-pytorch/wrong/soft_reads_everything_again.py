"""The whole text is read again for every character.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        for _ in range(size):
            logits, _ = net(encode(text, vocabulary)[None])
            last = logits[0, -1].clone()
            last[0] = -torch.inf
            token = sample_token(last, temperature, generator)
            text += vocabulary[token]
    net.train(was_training)
    return text
