"""The network is put in evaluation mode and left there.

test-generate-mode: 0
"""
# %% generate
@torch.no_grad()
def generate(net, vocabulary, size, start):
    net.eval()
    text = start
    logits, state = net(encode(start, vocabulary)[None])
    for _ in range(size):
        token = 1 + int(logits[0, -1, 1:].argmax())
        text += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    return text
