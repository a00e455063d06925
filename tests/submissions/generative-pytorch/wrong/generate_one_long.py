"""One character for the prompt and size more for the loop: one too many.

test-generate-text: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        token = 1 + int(logits[0, -1, 1:].argmax())
        text = start + vocabulary[token]
        for _ in range(size):
            logits, state = net(torch.tensor([[token]]), state)
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
    net.train(was_training)
    return text
