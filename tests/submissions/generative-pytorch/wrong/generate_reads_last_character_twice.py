"""The prompt is read whole, and then its last character again to begin with.

test-generate-text: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    ids = encode(start, vocabulary)
    text = start
    with torch.no_grad():
        _, state = net(ids[None])
        current = ids[-1:]
        for _ in range(size):
            logits, state = net(current[None], state)
            scores = logits[0, -1].clone()
            scores[0] = -torch.inf
            current = scores.argmax().reshape(1)
            text += vocabulary[current.item()]
    net.train(was_training)
    return text
