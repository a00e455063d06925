"""The first character after the prompt is the likeliest; the others are drawn.

test-soft-text: 0
"""
# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for step in range(size):
            last = logits[0, -1].clone()
            last[0] = -torch.inf
            if step == 0:
                token = last.argmax().item()
            else:
                token = sample_token(last, temperature, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
