"""The whole text so far is read again for every new character.

test-generate-steps: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        for _ in range(size):
            logits, _ = net(encode(text, vocabulary)[None])
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
    net.train(was_training)
    return text
