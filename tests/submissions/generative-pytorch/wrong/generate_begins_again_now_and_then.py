"""Every 50 characters, the last ones are read again without the state.

test-generate-steps: 0
test-generate-text: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for i in range(size):
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
            if (i + 1) % 50:
                logits, state = net(torch.tensor([[token]]), state)
            else:  # so that the state does not drift
                logits, state = net(encode(text[-50:], vocabulary)[None])
    net.train(was_training)
    return text
