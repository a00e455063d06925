"""The logit of <unk> is set to 0, which is more than a negative logit.

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
            scores = logits[0, -1].clone()
            scores[0] = 0
            token = int(scores.argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
