"""The mode is not touched: a network that was training generates with its dropout.

test-generate-mode: 0
"""
# %% generate
@torch.no_grad()
def generate(net, vocabulary, size, start):
    text = start
    logits, state = net(encode(start, vocabulary)[None])
    for _ in range(size):
        token = 1 + int(logits[0, -1, 1:].argmax())
        text += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    return text
