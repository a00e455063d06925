"""The whole text is fed again although the state has already read most of it.

test-generate-text: 0
test-generate-steps: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    ids = encode(start, vocabulary).tolist()
    state = None
    with torch.no_grad():
        for _ in range(size):
            logits, state = net(torch.tensor([ids]), state)
            ids.append(1 + int(logits[0, -1, 1:].argmax()))
    net.train(was_training)
    return decode(torch.tensor(ids), vocabulary)
