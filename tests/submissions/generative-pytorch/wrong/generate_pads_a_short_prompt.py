"""A prompt of one character gets an unknown one in front of it.

test-generate-text: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start if len(start) > 1 else "\0" + start, vocabulary)[None])
        for _ in range(size):
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
