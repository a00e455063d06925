"""net.training = False leaves the modules inside in training mode.

test-generate-mode: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.training = False
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.training = was_training
    return text
