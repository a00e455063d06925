"""Once the last 28 characters equal the 28 before them, they are copied without the network.

test-generate-text: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    modes = [(module, module.training) for module in net.modules()]
    net.eval()
    chosen = []
    try:
        with torch.no_grad():
            logits, state = net(encode(start, vocabulary)[None])
            while len(chosen) < size:
                if len(chosen) >= 56 and chosen[-28:] == chosen[-56:-28]:
                    chosen.append(chosen[-28])
                    continue
                chosen.append(1 + int(logits[0, -1, 1:].argmax()))
                logits, state = net(torch.tensor([chosen[-1:]]), state)
    finally:
        for module, mode in modes:
            module.training = mode
    return start + "".join(vocabulary[token] for token in chosen)
