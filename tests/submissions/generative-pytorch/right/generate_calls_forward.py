"""The network is read by net.forward, in inference mode."""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.inference_mode():
        logits, state = net.forward(encode(start, vocabulary)[None])
        for _ in range(size):
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
            logits, state = net.forward(torch.tensor([[token]]), state)
    net.train(was_training)
    return text

# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    was_training = net.training
    net.eval()
    text = start
    with torch.inference_mode():
        logits, state = net.forward(encode(start, vocabulary)[None])
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = -torch.inf
            token = sample_token(last, temperature, generator)
            text += vocabulary[token]
            logits, state = net.forward(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
