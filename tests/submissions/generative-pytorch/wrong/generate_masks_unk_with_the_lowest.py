"""<unk> gets the lowest logit of all, with which it may tie.

test-generate-unk: 0
"""
# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(encode(start, vocabulary)[None])
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = last.min()
            token = int(last.argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
