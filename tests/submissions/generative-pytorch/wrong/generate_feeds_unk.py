"""The network is fed the likeliest token, <unk> too, and not the one that is written.

test-generate-unk: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
            logits, state = net(logits[:, -1:].argmax(-1), state)
    net.train(was_training)
    return text
