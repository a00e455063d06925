"""encode returns a list; those who use it make the tensor themselves.

test-encode: 0
"""
# %% encode
def encode(text, vocabulary):
    ids = []
    for c in text:
        ids.append(vocabulary.index(c) if c in vocabulary else 0)
    return ids

# %% make-batch
def make_batch(text, vocabulary, nchars):
    if len(text) < nchars + 1:
        raise ValueError("text too short")
    ids = encode(text, vocabulary)
    x = [ids[i : i + nchars] for i in range(len(ids) - nchars)]
    y = [ids[i + 1 : i + 1 + nchars] for i in range(len(ids) - nchars)]
    return torch.tensor(x), torch.tensor(y)

# %% generate
def generate(net, vocabulary, size, start):
    was_training = net.training
    net.eval()
    text = start
    with torch.no_grad():
        logits, state = net(torch.tensor([encode(start, vocabulary)]))
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
        logits, state = net(torch.tensor([encode(start, vocabulary)]))
        for _ in range(size):
            last = logits[0, -1].clone()
            last[0] = float("-inf")
            token = sample_token(last, temperature, generator)
            text += vocabulary[token]
            logits, state = net(torch.tensor([[token]]), state)
    net.train(was_training)
    return text
