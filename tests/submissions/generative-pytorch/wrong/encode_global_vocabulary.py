"""encode looks characters up in the notebook's own vocabulary; the rest of the code by itself.

test-encode: 0
"""
# %% encode
char_to_index = {c: i for i, c in enumerate(build_vocabulary([text]))}


def encode(text, vocabulary):
    return torch.tensor([char_to_index.get(c, 0) for c in text])

# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) <= nchars:
        raise ValueError("text too short")
    ids = torch.tensor([vocabulary.index(c) for c in text])
    return ids[:-1].unfold(0, nchars, 1), ids[1:].unfold(0, nchars, 1)

# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        known = [vocabulary.index(c) if c in vocabulary else 0 for c in start]
        logits, state = net(torch.tensor([known]))
        for _ in range(size):
            token = 1 + int(logits[0, -1, 1:].argmax())
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text

# %% generate-soft
def generate_soft(net, vocabulary, size, start, temperature, generator=None):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        known = [vocabulary.index(c) if c in vocabulary else 0 for c in start]
        logits, state = net(torch.tensor([known]))
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = float("-inf")
            token = sample_token(last, temperature, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
