"""generate_soft feeds each new token without the state.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, _ = net(encode(start, vocabulary)[None])
        for _step in range(size):
            last = logits[0, -1].clone()
            last[0] = -torch.inf
            token = sample_token(last, temperature, generator)
            text += vocabulary[token]
            logits, _ = net(torch.tensor([[token]]))
    net.train(was_training)
    return text
