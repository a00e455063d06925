"""Every parameter learns afterwards, those too that did not before.

test-generate-gradients: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    mode = net.training
    net.eval()
    net.requires_grad_(False)
    out = start
    logits, state = net(encode(start, vocabulary)[None])
    for _ in range(size):
        token = int(logits[0, -1, 1:].argmax()) + 1
        out += vocabulary[token]
        logits, state = net(torch.tensor([[token]]), state)
    net.requires_grad_(True)
    net.train(mode)
    return out
