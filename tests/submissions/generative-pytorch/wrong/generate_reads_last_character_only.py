"""Of the prompt, only the last character is fed.

test-generate-text: 0
test-generate-steps: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text, state = start, None
    with torch.no_grad():
        for _ in range(size):
            logits, state = net(encode(text[-1], vocabulary)[None], state)
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
    net.train(was_training)
    return text
