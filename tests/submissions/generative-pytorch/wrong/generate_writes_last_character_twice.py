"""The prompt's last character opens the new text as well.

test-generate-text: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    ids = encode(start, vocabulary)
    token = int(ids[-1])
    text = start
    with torch.no_grad():
        state = None
        for i in ids[:-1]:
            _, state = net(i.view(1, 1), state)
        for _ in range(size):
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
            token = 1 + int(logits[0, -1, 1:].argmax())
    net.train(was_training)
    return text
